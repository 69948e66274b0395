/**
 * Whole slides in TIFF, read without native libraries: Aperio SVS, generic tiled and pyramidal TIFF, BigTIFF, OME-TIFF.
 * After the TIFF 6.0 specification, Adobe's Photoshop TIFF notes, the BigTIFF proposal and the OME-TIFF specification.
 */
@NullMarked
package io.cancernet.dataset.wholeslide.tiff;

import org.jspecify.annotations.NullMarked;
