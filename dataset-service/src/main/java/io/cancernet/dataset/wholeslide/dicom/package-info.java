/**
 * Slides in DICOM's VL Whole Slide Microscopy (PS3.3 A.32.8). A parser of our own reads the few attributes that say where
 * the pixels are and how large; nothing that could identify a patient is read.
 */
@NullMarked
package io.cancernet.dataset.wholeslide.dicom;

import org.jspecify.annotations.NullMarked;
