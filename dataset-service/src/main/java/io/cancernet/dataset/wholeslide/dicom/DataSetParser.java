package io.cancernet.dataset.wholeslide.dicom;

import java.io.IOException;

/**
 * A parser of one little-endian data set (PS3.5 section 7) up to its pixel data. Every length is checked against what
 * encloses it, and depth and number of elements are bounded.
 */
final class DataSetParser {

    private static final long UNDEFINED = 0xffffffffL;
    private static final int MAX_DEPTH = 16;
    private static final int MAX_VALUE_BYTES = 4096;
    /** Two million frames with thirty elements each. */
    private static final long MAX_ELEMENTS = 1L << 26;

    private final ByteCursor in;
    private final Elements elements;
    private long count;

    DataSetParser(ByteCursor in, Elements elements) {
        this.in = in;
        this.elements = elements;
    }

    /**
     * Parses from the cursor to the pixel data.
     *
     * @param explicit whether each element states its value representation
     */
    void parse(boolean explicit) throws IOException {
        long end = in.fileLength();
        while (in.position() < end) {
            if (element(end, 0, explicit, true) == Tag.PIXEL_DATA) {
                return;
            }
        }
        throw Refusal.unreadable("it has no pixels");
    }

    /** Parses one element at the top. @return its tag */
    int element(boolean explicit) throws IOException {
        return element(in.fileLength(), 0, explicit, true);
    }

    private int element(long end, int depth, boolean explicit, boolean wanted) throws IOException {
        if (++count > MAX_ELEMENTS) {
            throw Refusal.tooLarge("its header has over %d elements".formatted(MAX_ELEMENTS));
        }
        int tag = in.tag();
        if (tag == Tag.ITEM_END) {
            in.u32();
            return tag;
        }
        Vr vr = explicit ? Vr.read(in) : Vr.OTHER;
        long length = vr.isShort() ? in.u16() : in.u32();
        if (length != UNDEFINED && length > end - in.position()) {
            throw Refusal.unreadable("an element reaches past the end of what holds it");
        }
        if (depth == 0 && tag >>> 16 == Tag.PIXEL_DATA >>> 16) {
            bulk(tag, length);
        } else if (vr == Vr.SEQUENCE || length == UNDEFINED || (!explicit && wanted && elements.enters(tag))) {
            // An element of unknown representation and length holds items without representations (PS3.5 6.2.2).
            boolean explicitItems = explicit && vr != Vr.UNKNOWN;
            sequence(tag, length, new Scope(end, depth, explicitItems, wanted && elements.enters(tag)));
        } else if (wanted && elements.wants(tag)) {
            if (length > MAX_VALUE_BYTES) {
                throw Refusal.unreadable("an element of its header is too long");
            }
            elements.value(tag, in.value((int) length));
        } else {
            in.skip(length);
        }
        return tag;
    }

    private void bulk(int tag, long length) {
        boolean encapsulated = length == UNDEFINED;
        elements.bulk(
                tag,
                new Elements.Bulk(
                        in.position(), encapsulated ? in.fileLength() - in.position() : length, encapsulated));
        if (tag != Tag.PIXEL_DATA) {
            in.skip(length);
        }
    }

    private void sequence(int tag, long length, Scope scope) throws IOException {
        if (scope.depth >= MAX_DEPTH) {
            throw Refusal.unreadable("its sequences are nested over %d deep".formatted(MAX_DEPTH));
        }
        if (length != UNDEFINED && !scope.entered) {
            in.skip(length);
            return;
        }
        long end = length == UNDEFINED ? scope.end : in.position() + length;
        while (length == UNDEFINED || in.position() < end) {
            int next = in.tag();
            long itemLength = in.u32();
            if (next == Tag.SEQUENCE_END) {
                return;
            }
            if (next != Tag.ITEM || (itemLength != UNDEFINED && itemLength > end - in.position())) {
                throw Refusal.unreadable("a sequence of its header is broken");
            }
            if (++count > MAX_ELEMENTS) {
                throw Refusal.tooLarge("its header has over %d elements".formatted(MAX_ELEMENTS));
            }
            item(tag, itemLength, end, scope);
        }
    }

    private void item(int sequence, long length, long sequenceEnd, Scope scope) throws IOException {
        if (length != UNDEFINED && !scope.entered) {
            in.skip(length);
            return;
        }
        if (scope.entered) {
            elements.itemStarts(sequence);
        }
        long end = length == UNDEFINED ? sequenceEnd : in.position() + length;
        while (length == UNDEFINED || in.position() < end) {
            if (element(end, scope.depth + 1, scope.explicit, scope.entered) == Tag.ITEM_END) {
                break;
            }
        }
        if (scope.entered) {
            elements.itemEnds(sequence);
        }
    }

    /** Where a sequence stands: the end and depth of what holds it, and how its items are written and taken. */
    private record Scope(long end, int depth, boolean explicit, boolean entered) {}

    /** Value representations, told apart as far as the form of an element depends on them. */
    private enum Vr {
        SEQUENCE,
        UNKNOWN,
        /** With four bytes of length. */
        OTHER,
        /** With two bytes of length. */
        SHORT;

        boolean isShort() {
            return this == SHORT;
        }

        static Vr read(ByteCursor in) throws IOException {
            int letters = in.u16();
            char first = (char) (letters & 0xff);
            char second = (char) (letters >> 8);
            if (first < 'A' || first > 'Z' || second < 'A' || second > 'Z') {
                throw Refusal.unreadable("an element of its header has no value representation");
            }
            Vr vr =
                    switch ("" + first + second) {
                        case "SQ" -> SEQUENCE;
                        case "UN" -> UNKNOWN;
                        case "OB", "OD", "OF", "OL", "OV", "OW", "SV", "UC", "UR", "UT", "UV" -> OTHER;
                        default -> SHORT;
                    };
            if (vr != SHORT) {
                in.u16();
            }
            return vr;
        }
    }
}
