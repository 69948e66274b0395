/** Tests of contact sheets. */
@NullMarked
package io.cancernet.dataset.sheet;

import org.jspecify.annotations.NullMarked;
