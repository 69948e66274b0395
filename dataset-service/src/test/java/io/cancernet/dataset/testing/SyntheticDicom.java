package io.cancernet.dataset.testing;

import io.cancernet.common.image.RgbImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One file of a DICOM slide whose pixels come from a function. Without more said: a whole VOLUME image of level 0 in
 * TILED_FULL, 64x48 tiles, 0.0005 mm a pixel, explicit little endian, not compressed, with a patient's attributes.
 */
public final class SyntheticDicom {

    public static final String IMPLICIT = "1.2.840.10008.1.2";
    public static final String EXPLICIT = "1.2.840.10008.1.2.1";
    public static final String JPEG = "1.2.840.10008.1.2.4.50";

    /** What no reader may let out. */
    public static final List<String> IDENTIFYING = List.of("DOE", "JANE", "MRN-4711", "19440229", "S26-0815", "HOUSE");

    /** How frames are found in encapsulated pixels. */
    public enum Offsets {
        NONE,
        BASIC,
        EXTENDED
    }

    private static final String WHOLE_SLIDE_MICROSCOPY = "1.2.840.10008.5.1.4.1.1.77.1.6";

    private final int width;
    private final int height;
    private final SyntheticTiff.Painter painter;
    private int level;
    private int tileWidth = 64;
    private int tileHeight = 48;
    private String imageType = "ORIGINAL\\PRIMARY\\VOLUME\\NONE";
    private String sopClass = WHOLE_SLIDE_MICROSCOPY;
    private String series = "1.2.3.4";
    private String syntax = EXPLICIT;
    private String spacing = "0.0005\\0.0005";
    private String photometric = "RGB";
    private boolean sparse;
    private boolean planes;
    private boolean undefinedLengths;
    private Offsets offsets = Offsets.NONE;
    private int fragments = 1;
    private int framesPerTile = 1;
    private final Set<List<Integer>> missing = new HashSet<>();
    private Consumer<DicomOutput> more = out -> {};

    public SyntheticDicom(int width, int height, SyntheticTiff.Painter painter) {
        this.width = width;
        this.height = height;
        this.painter = painter;
    }

    /** Which level the painter is asked for. */
    public SyntheticDicom level(int of) {
        level = of;
        return this;
    }

    public SyntheticDicom tiles(int widthOfTile, int heightOfTile) {
        tileWidth = widthOfTile;
        tileHeight = heightOfTile;
        return this;
    }

    public SyntheticDicom kind(String thirdValueOfImageType) {
        imageType = "ORIGINAL\\PRIMARY\\" + thirdValueOfImageType + "\\NONE";
        return this;
    }

    public SyntheticDicom sopClass(String uid) {
        sopClass = uid;
        return this;
    }

    public SyntheticDicom series(String uid) {
        series = uid;
        return this;
    }

    public SyntheticDicom syntax(String uid) {
        syntax = uid;
        photometric = uid.equals(JPEG) ? "YBR_FULL_422" : "RGB";
        return this;
    }

    public SyntheticDicom spacing(String millimetres) {
        spacing = millimetres;
        return this;
    }

    public SyntheticDicom photometric(String interpretation) {
        photometric = interpretation;
        return this;
    }

    /** Frames in reverse order, each with its place. */
    public SyntheticDicom sparse() {
        sparse = true;
        return this;
    }

    /** Leaves a tile out. */
    public SyntheticDicom without(int column, int row) {
        missing.add(List.of(column, row));
        return sparse();
    }

    /** One plane a colour. */
    public SyntheticDicom planes() {
        planes = true;
        return this;
    }

    public SyntheticDicom undefinedLengths() {
        undefinedLengths = true;
        return this;
    }

    public SyntheticDicom offsets(Offsets table) {
        offsets = table;
        return this;
    }

    /** Fragments that each compressed frame is cut into. */
    public SyntheticDicom fragments(int count) {
        fragments = count;
        return this;
    }

    /** Stores each tile several times, as focal planes are. */
    public SyntheticDicom framesPerTile(int count) {
        framesPerTile = count;
        return this;
    }

    /** Elements to write right before the pixels. */
    public SyntheticDicom with(Consumer<DicomOutput> elements) {
        more = more.andThen(elements);
        return this;
    }

    public MemoryFile file() {
        return new MemoryFile("HOUSE/DOE_JANE.dcm", bytes());
    }

    public byte[] bytes() {
        DicomOutput out = new DicomOutput(true, undefinedLengths)
                .raw(new byte[128])
                .raw("DICM".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        out.text(0x0002_0010, "UI", syntax);
        DicomOutput data = new DicomOutput(!syntax.equals(IMPLICIT), undefinedLengths);
        List<int[]> tiles = tiles();
        patient(data);
        header(data, tiles);
        more.accept(data);
        pixels(data, tiles);
        return out.raw(data.toBytes()).toBytes();
    }

    private void patient(DicomOutput data) {
        data.text(0x0008_0008, "CS", imageType)
                .text(0x0008_0016, "UI", sopClass)
                .text(0x0008_0050, "SH", "S26-0815")
                .text(0x0008_0080, "LO", "HOUSE OF HEALTH")
                .text(0x0010_0010, "PN", "DOE^JANE")
                .text(0x0010_0020, "LO", "MRN-4711")
                .text(0x0010_0030, "DA", "19440229")
                .text(0x0020_000e, "UI", series)
                .sequence(0x0008_1110, List.of(data.item().text(0x0010_0010, "PN", "DOE^JANE")))
                // A sequence that is not entered, with the tags that are read elsewhere.
                .sequence(
                        0x0040_0560,
                        List.of(data.item()
                                .text(0x0040_0551, "LO", "S26-0815")
                                .text(0x0028_0030, "DS", "7\\7")
                                .sequence(0x0048_021a, List.of(data.item().sl(0x0048_021e, 999)))));
    }

    private void header(DicomOutput data, List<int[]> tiles) {
        data.text(0x0020_9311, "CS", sparse ? "TILED_SPARSE" : "TILED_FULL")
                .us(0x0028_0002, 3)
                .text(0x0028_0004, "CS", photometric)
                .us(0x0028_0006, planes ? 1 : 0)
                .text(0x0028_0008, "IS", String.valueOf(tiles.size()))
                .us(0x0028_0010, tileHeight)
                .us(0x0028_0011, tileWidth)
                .us(0x0028_0100, 8)
                .ul(0x0048_0006, width)
                .ul(0x0048_0007, height);
        DicomOutput measures = data.item();
        if (!spacing.isEmpty()) {
            measures.text(0x0028_0030, "DS", spacing);
        }
        data.sequence(0x5200_9229, List.of(data.item().sequence(0x0028_9110, List.of(measures))));
        if (sparse) {
            data.sequence(
                    0x5200_9230,
                    tiles.stream().map(tile -> place(data, tile[0], tile[1])).toList());
        }
    }

    private DicomOutput place(DicomOutput data, int column, int row) {
        DicomOutput position =
                data.item().sl(0x0048_021e, column * tileWidth + 1).sl(0x0048_021f, row * tileHeight + 1);
        return data.item().sequence(0x0048_021a, List.of(position));
    }

    private List<int[]> tiles() {
        List<int[]> tiles = new ArrayList<>();
        for (int copy = 0; copy < framesPerTile; copy++) {
            for (int row = 0; row * tileHeight < height; row++) {
                for (int column = 0; column * tileWidth < width; column++) {
                    if (!missing.contains(List.of(column, row))) {
                        tiles.add(sparse ? 0 : tiles.size(), new int[] {column, row});
                    }
                }
            }
        }
        return tiles;
    }

    private void pixels(DicomOutput data, List<int[]> tiles) {
        List<byte[]> frames =
                tiles.stream().map(tile -> frame(tile[0], tile[1])).toList();
        if (!syntax.equals(JPEG)) {
            data.header(
                    0x7fe0_0010,
                    "OW",
                    frames.stream().mapToLong(each -> each.length).sum());
            frames.forEach(data::raw);
            return;
        }
        DicomOutput encapsulated = data.item();
        List<Long> starts = new ArrayList<>();
        List<Long> lengths = new ArrayList<>();
        for (byte[] frame : frames) {
            starts.add((long) encapsulated.size());
            lengths.add((long) frame.length);
            int each = (frame.length / fragments + 1) / 2 * 2;
            for (int at = 0, piece = 1; at < frame.length; at += each, piece++) {
                int end = piece == fragments ? frame.length : Math.min(frame.length, at + each);
                encapsulated.fragment(Arrays.copyOfRange(frame, at, end));
                at = piece == fragments ? frame.length : at;
            }
        }
        if (offsets == Offsets.EXTENDED) {
            data.ov(0x7fe0_0001, starts).ov(0x7fe0_0002, lengths);
        }
        data.header(0x7fe0_0010, "OB", DicomOutput.UNDEFINED)
                .fragment(offsets == Offsets.BASIC ? table(starts) : new byte[0])
                .raw(encapsulated.toBytes())
                .endOfSequence();
    }

    private static byte[] table(List<Long> starts) {
        ByteBuffer table = ByteBuffer.allocate(starts.size() * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        starts.forEach(start -> table.putInt(start.intValue()));
        return table.array();
    }

    /** A whole tile, black where it reaches out of the image, so that a reader that shows this is found out. */
    private byte[] frame(int column, int row) {
        int x = column * tileWidth;
        int y = row * tileHeight;
        byte[] rgb = new byte[tileWidth * tileHeight * RgbImage.CHANNELS];
        painter.paint(
                level, x, y, Math.min(tileWidth, width - x), Math.min(tileHeight, height - y), rgb, tileWidth * 3);
        if (syntax.equals(JPEG)) {
            byte[] jpeg = Jpegs.jfif(new RgbImage(tileWidth, tileHeight, rgb));
            return Arrays.copyOf(jpeg, (jpeg.length + 1) / 2 * 2);
        }
        return planes ? planes(rgb) : rgb;
    }

    private static byte[] planes(byte[] rgb) {
        byte[] planes = new byte[rgb.length];
        for (int at = 0; at < rgb.length; at++) {
            planes[at % 3 * (rgb.length / 3) + at / 3] = rgb[at];
        }
        return planes;
    }
}
