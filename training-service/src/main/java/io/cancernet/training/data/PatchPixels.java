package io.cancernet.training.data;

/** Decoded patches of one size, by row. Thread-safe to read. */
public interface PatchPixels {

    int count();

    int width();

    int height();

    /** Copies a patch into an array of {@code height * width * 3} bytes, interleaved RGB. */
    void read(int row, byte[] into);
}
