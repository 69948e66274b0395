/** Slides through the native library OpenSlide, where it is installed. JNA is known in this package alone. */
@NullMarked
package io.cancernet.dataset.wholeslide.openslide;

import org.jspecify.annotations.NullMarked;
