/** Tests of splitting. */
@NullMarked
package io.cancernet.dataset.split;

import org.jspecify.annotations.NullMarked;
