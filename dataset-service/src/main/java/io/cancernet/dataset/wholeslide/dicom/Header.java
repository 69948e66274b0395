package io.cancernet.dataset.wholeslide.dicom;

import io.cancernet.dataset.source.FileBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The attributes of one DICOM file that are needed to read its pixels, as they stand there. It has no text form. */
final class Header implements Elements {

    private static final int PREAMBLE = 128;
    private static final int MAGIC = 0x4d434944;
    private static final int BLOCK = 1 << 16;
    private static final int META_GROUP = 2;

    private static final Set<Integer> TOP = Set.of(
            Tag.TRANSFER_SYNTAX_UID,
            Tag.IMAGE_TYPE,
            Tag.SOP_CLASS_UID,
            Tag.SERIES_INSTANCE_UID,
            Tag.CONCATENATION_UID,
            Tag.IN_CONCATENATION_TOTAL,
            Tag.DIMENSION_ORGANIZATION_TYPE,
            Tag.SAMPLES_PER_PIXEL,
            Tag.PHOTOMETRIC_INTERPRETATION,
            Tag.PLANAR_CONFIGURATION,
            Tag.NUMBER_OF_FRAMES,
            Tag.ROWS,
            Tag.COLUMNS,
            Tag.BITS_ALLOCATED,
            Tag.BURNED_IN_ANNOTATION,
            Tag.TOTAL_PIXEL_MATRIX_COLUMNS,
            Tag.TOTAL_PIXEL_MATRIX_ROWS,
            Tag.SPECIMEN_LABEL_IN_IMAGE,
            Tag.NUMBER_OF_OPTICAL_PATHS,
            Tag.TOTAL_FOCAL_PLANES);

    private final Map<Integer, ByteBuffer> values = new HashMap<>();
    private final Map<Integer, Bulk> bulks = new HashMap<>();
    private final Deque<Integer> path = new ArrayDeque<>();
    private final TilePositions positions = new TilePositions();
    private @Nullable TransferSyntax syntax;

    private Header() {}

    static boolean isDicom(FileBytes file) throws IOException {
        return file.length() >= PREAMBLE + Integer.BYTES
                && new ByteCursor(file, PREAMBLE, Integer.BYTES).u32() == MAGIC;
    }

    /** Reads the header of a file that {@link #isDicom}. */
    static Header read(FileBytes file) throws IOException {
        Header header = new Header();
        ByteCursor in = new ByteCursor(file, PREAMBLE + Integer.BYTES, BLOCK);
        DataSetParser parser = new DataSetParser(in, header);
        // The group before the data set is always explicit.
        while (in.peek() == META_GROUP) {
            parser.element(true);
        }
        header.syntax = TransferSyntax.of(header.text(Tag.TRANSFER_SYNTAX_UID));
        parser.parse(header.syntax.isExplicit());
        return header;
    }

    @Override
    public boolean wants(int tag) {
        if (path.isEmpty()) {
            return TOP.contains(tag);
        }
        return switch (path.getLast()) {
            case Tag.PIXEL_MEASURES -> tag == Tag.PIXEL_SPACING;
            case Tag.PLANE_POSITION_SLIDE -> tag == Tag.COLUMN_POSITION || tag == Tag.ROW_POSITION;
            default -> false;
        };
    }

    @Override
    public void value(int tag, ByteBuffer value) {
        if (tag == Tag.COLUMN_POSITION || tag == Tag.ROW_POSITION) {
            positions.set(tag == Tag.COLUMN_POSITION, number(value));
        } else {
            values.putIfAbsent(tag, value);
        }
    }

    @Override
    public boolean enters(int tag) {
        if (path.isEmpty()) {
            return tag == Tag.SHARED_FUNCTIONAL_GROUPS || tag == Tag.PER_FRAME_FUNCTIONAL_GROUPS;
        }
        return path.size() == 1 && (tag == Tag.PIXEL_MEASURES || tag == Tag.PLANE_POSITION_SLIDE);
    }

    @Override
    public void itemStarts(int sequence) {
        path.addLast(sequence);
    }

    @Override
    public void itemEnds(int sequence) {
        path.removeLast();
        if (sequence == Tag.PER_FRAME_FUNCTIONAL_GROUPS) {
            positions.endFrame();
        }
    }

    @Override
    public void bulk(int tag, Bulk bulk) {
        bulks.put(tag, bulk);
    }

    TransferSyntax syntax() {
        if (syntax == null) {
            throw new IllegalStateException("the header is not read yet");
        }
        return syntax;
    }

    TilePositions positions() {
        return positions;
    }

    Optional<Bulk> bulk(int tag) {
        return Optional.ofNullable(bulks.get(tag));
    }

    /** A text without its padding; empty where it is missing or blank. */
    Optional<String> text(int tag) {
        return Optional.ofNullable(values.get(tag))
                .map(value -> StandardCharsets.ISO_8859_1
                        .decode(value.duplicate())
                        .toString()
                        .replace('\0', ' ')
                        .trim())
                .filter(text -> !text.isEmpty());
    }

    /** A binary whole number; empty where it is missing. */
    Optional<Long> number(int tag) {
        return Optional.ofNullable(values.get(tag)).map(Header::number);
    }

    private static long number(ByteBuffer value) {
        return switch (value.remaining()) {
            case Short.BYTES -> value.getShort(0) & 0xffff;
            case Integer.BYTES -> value.getInt(0) & 0xffffffffL;
            default -> throw Refusal.unreadable("a number of its header has %d bytes".formatted(value.remaining()));
        };
    }
}
