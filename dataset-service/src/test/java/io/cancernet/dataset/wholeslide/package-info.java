/** Tests of reading whole slides. */
@NullMarked
package io.cancernet.dataset.wholeslide;

import org.jspecify.annotations.NullMarked;
