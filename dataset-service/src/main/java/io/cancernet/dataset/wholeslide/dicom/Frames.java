package io.cancernet.dataset.wholeslide.dicom;

import java.io.IOException;

/** The bytes of an image's frames, as they lie in the file. Thread-safe. */
interface Frames {

    byte[] read(int frame) throws IOException;
}
