package io.cancernet.dataset.wholeslide.dicom;

import io.cancernet.dataset.source.FileBytes;
import java.io.IOException;

/** Frames that are not compressed and follow each other. */
record NativeFrames(FileBytes file, long position, int frameBytes) implements Frames {

    static NativeFrames of(FileBytes file, Elements.Bulk pixels, int frames, int frameBytes) {
        if (pixels.encapsulated() || pixels.length() < (long) frames * frameBytes) {
            throw Refusal.unreadable("it has %d bytes of pixels for %d frames of %d bytes"
                    .formatted(pixels.length(), frames, frameBytes));
        }
        return new NativeFrames(file, pixels.position(), frameBytes);
    }

    @Override
    public byte[] read(int frame) throws IOException {
        return file.read(position + (long) frame * frameBytes, frameBytes);
    }

    @Override
    public String toString() {
        return "NativeFrames";
    }
}
