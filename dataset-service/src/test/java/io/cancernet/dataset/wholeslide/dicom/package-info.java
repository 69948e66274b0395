/** Tests of reading DICOM slides. */
@NullMarked
package io.cancernet.dataset.wholeslide.dicom;

import org.jspecify.annotations.NullMarked;
