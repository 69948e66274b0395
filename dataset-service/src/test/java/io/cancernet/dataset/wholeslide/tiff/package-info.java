/** Tests of reading slides in TIFF. */
@NullMarked
package io.cancernet.dataset.wholeslide.tiff;

import org.jspecify.annotations.NullMarked;
