package io.cancernet.dataset.wholeslide.dicom;

import io.cancernet.dataset.source.FileBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Compressed frames, each of one or more fragments (PS3.5 A.4). */
final class EncapsulatedFrames implements Frames {

    static final int ITEM_HEADER = 8;

    private final FileBytes file;
    private final int maxFrameBytes;
    private final long[] starts;
    private final long[] ends;

    /**
     * @param starts where the header of each frame's first fragment lies
     * @param ends where each frame's last fragment ends
     * @param maxFrameBytes longest frame that is read
     */
    EncapsulatedFrames(FileBytes file, long[] starts, long[] ends, int maxFrameBytes) {
        this.file = file;
        this.starts = starts;
        this.ends = ends;
        this.maxFrameBytes = maxFrameBytes;
        for (int frame = 0; frame < starts.length; frame++) {
            if (starts[frame] < 0 || ends[frame] - starts[frame] <= ITEM_HEADER || ends[frame] > file.length()) {
                throw Refusal.unreadable("frame %d reaches past the end of the file".formatted(frame));
            }
        }
    }

    @Override
    public byte[] read(int frame) throws IOException {
        long length = ends[frame] - starts[frame];
        if (length > maxFrameBytes) {
            throw Refusal.unreadable("frame %d has %d bytes".formatted(frame, length));
        }
        byte[] items = file.read(starts[frame], (int) length);
        ByteBuffer buffer = ByteBuffer.wrap(items).order(ByteOrder.LITTLE_ENDIAN);
        ByteArrayOutputStream joined = new ByteArrayOutputStream(items.length);
        while (buffer.remaining() >= ITEM_HEADER) {
            int tag = buffer.getShort() << 16 | (buffer.getShort() & 0xffff);
            int fragment = buffer.getInt();
            if (tag != Tag.ITEM) {
                break;
            }
            if (fragment < 0 || fragment > buffer.remaining()) {
                throw Refusal.unreadable("a fragment of frame %d is longer than the frame".formatted(frame));
            }
            joined.write(items, buffer.position(), fragment);
            buffer.position(buffer.position() + fragment);
        }
        return joined.toByteArray();
    }
}
