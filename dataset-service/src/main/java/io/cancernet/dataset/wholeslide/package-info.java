/** Whole slides: reading regions of a pyramidal image, whatever its format. */
@NullMarked
package io.cancernet.dataset.wholeslide;

import org.jspecify.annotations.NullMarked;
