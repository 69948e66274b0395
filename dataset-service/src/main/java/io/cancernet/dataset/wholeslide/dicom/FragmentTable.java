package io.cancernet.dataset.wholeslide.dicom;

import io.cancernet.dataset.source.FileBytes;
import io.cancernet.dataset.wholeslide.dicom.Elements.Bulk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds the frames of encapsulated pixels: by the extended offset table, by the basic one, or by walking over all
 * fragments where neither is there or can be right.
 */
final class FragmentTable {

    private static final int MAX_FRAGMENTS = 1 << 22;
    private static final int START_OF_JPEG = 0xd8ff;
    private static final int START_OF_JPEG_2000 = 0x4fff;

    private final FileBytes file;
    private final Bulk pixels;
    private final int frames;
    private final int maxFrameBytes;

    FragmentTable(FileBytes file, Bulk pixels, int frames, int maxFrameBytes) {
        if (!pixels.encapsulated()) {
            throw Refusal.unreadable("its compressed pixels are not in fragments");
        }
        this.file = file;
        this.pixels = pixels;
        this.frames = frames;
        this.maxFrameBytes = maxFrameBytes;
    }

    EncapsulatedFrames frames(Optional<Bulk> extendedOffsets, Optional<Bulk> extendedLengths) throws IOException {
        ByteCursor in = new ByteCursor(file, pixels.position(), EncapsulatedFrames.ITEM_HEADER);
        int tag = in.tag();
        long tableBytes = in.u32();
        if (tag != Tag.ITEM || tableBytes > file.length() - in.position()) {
            throw Refusal.unreadable("its compressed pixels have no offset table");
        }
        long first = in.position() + tableBytes;
        if (extendedOffsets.isPresent() && extendedLengths.isPresent()) {
            return extended(first, extendedOffsets.get(), extendedLengths.get());
        }
        if (tableBytes == (long) frames * Integer.BYTES) {
            long[] starts = basic(in.position(), first);
            if (isRising(starts, first)) {
                return of(starts, endOf(starts[frames - 1]));
            }
        }
        return scanned(first);
    }

    private EncapsulatedFrames extended(long first, Bulk offsets, Bulk lengths) throws IOException {
        long[] starts = longs(offsets);
        long[] ends = longs(lengths);
        for (int frame = 0; frame < frames; frame++) {
            long start = starts[frame];
            long length = ends[frame];
            if (start < 0 || length < 0 || start > file.length() || length > file.length()) {
                throw Refusal.unreadable("its extended offset table is wrong");
            }
            starts[frame] = first + start;
            ends[frame] = first + start + EncapsulatedFrames.ITEM_HEADER + length;
        }
        return new EncapsulatedFrames(file, starts, ends, maxFrameBytes);
    }

    private long[] longs(Bulk bulk) throws IOException {
        if (bulk.length() != (long) frames * Long.BYTES) {
            throw Refusal.unreadable("its extended offset table does not list its %d frames".formatted(frames));
        }
        long[] longs = new long[frames];
        ByteBuffer.wrap(file.read(bulk.position(), (int) bulk.length()))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .get(longs);
        return longs;
    }

    private long[] basic(long position, long first) throws IOException {
        ByteBuffer table =
                ByteBuffer.wrap(file.read(position, frames * Integer.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        long[] starts = new long[frames];
        for (int frame = 0; frame < frames; frame++) {
            starts[frame] = first + (table.getInt() & 0xffffffffL);
        }
        return starts;
    }

    /** Offsets of 32 bits wrap round in a file beyond 4 GiB. */
    private static boolean isRising(long[] starts, long first) {
        for (int frame = 0; frame < starts.length; frame++) {
            if (frame == 0 ? starts[0] != first : starts[frame] <= starts[frame - 1]) {
                return false;
            }
        }
        return true;
    }

    private EncapsulatedFrames scanned(long first) throws IOException {
        Fragments fragments = new Fragments();
        long end = walk(first, fragments);
        if (fragments.count != frames) {
            fragments.keepStartsOfImages();
        }
        if (fragments.count != frames) {
            throw Refusal.unreadable("it has %d compressed images for %d frames".formatted(fragments.count, frames));
        }
        return of(Arrays.copyOf(fragments.starts, frames), end);
    }

    private EncapsulatedFrames of(long[] starts, long end) {
        long[] ends = Arrays.copyOfRange(starts, 1, frames + 1);
        ends[frames - 1] = end;
        return new EncapsulatedFrames(file, starts, ends, maxFrameBytes);
    }

    private long endOf(long lastFrame) throws IOException {
        if (lastFrame > file.length()) {
            throw Refusal.unreadable("its last frame lies past the end of the file");
        }
        return walk(lastFrame, new Fragments());
    }

    /** Walks over fragments to the end of the sequence. @return where the last one ends */
    private long walk(long from, Fragments fragments) throws IOException {
        ByteCursor in = new ByteCursor(file, from, EncapsulatedFrames.ITEM_HEADER + Short.BYTES);
        while (in.position() < file.length()) {
            long start = in.position();
            int tag = in.tag();
            long length = in.u32();
            if (tag == Tag.SEQUENCE_END) {
                return start;
            }
            if (tag != Tag.ITEM || length > file.length() - in.position()) {
                throw Refusal.unreadable("its compressed pixels end early");
            }
            int image = length < Short.BYTES ? 0 : in.u16();
            in.skip(length < Short.BYTES ? length : length - Short.BYTES);
            fragments.add(start, image == START_OF_JPEG || image == START_OF_JPEG_2000);
        }
        return in.position();
    }

    /** Where fragments start, and whether an image does with them. */
    private static final class Fragments {

        private long[] starts = new long[16];
        private boolean[] images = new boolean[16];
        private int count;

        void add(long start, boolean image) {
            if (count == MAX_FRAGMENTS) {
                throw Refusal.tooLarge("it has over %d fragments".formatted(MAX_FRAGMENTS));
            }
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, 2 * count);
                images = Arrays.copyOf(images, 2 * count);
            }
            starts[count] = start;
            images[count++] = image;
        }

        void keepStartsOfImages() {
            int kept = 0;
            for (int i = 0; i < count; i++) {
                if (images[i]) {
                    starts[kept++] = starts[i];
                }
            }
            count = kept;
        }
    }
}
