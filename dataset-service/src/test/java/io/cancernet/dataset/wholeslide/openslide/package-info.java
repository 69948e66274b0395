/** Tests of reading slides through OpenSlide, skipped where it is not installed. */
@NullMarked
package io.cancernet.dataset.wholeslide.openslide;

import org.jspecify.annotations.NullMarked;
