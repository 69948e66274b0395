package io.cancernet.dataset.wholeslide.dicom;

import io.cancernet.common.image.RgbImage;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.source.FileBytes;
import io.cancernet.dataset.wholeslide.dicom.Elements.Bulk;
import io.cancernet.dataset.wholeslide.tile.Jpeg2000Decoder;
import io.cancernet.dataset.wholeslide.tile.JpegDecoder;
import io.cancernet.dataset.wholeslide.tile.TileDecoder;
import io.cancernet.dataset.wholeslide.tile.TileDecoder.Colours;
import io.cancernet.dataset.wholeslide.tile.TileGrid;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Makes an image of a header, once everything that it says is found possible. */
final class VolumeImages {

    private static final long MAX_SIDE = 1 << 20;
    private static final long MAX_TILES = 1 << 22;
    private static final long MAX_TILE_PIXELS = 4096L * 4096;
    private static final int SMALLEST_FRAME_LIMIT = 1 << 20;
    private static final double PICOMETRES_PER_MILLIMETRE = 1e9;
    private static final double PICOMETRES_PER_MICRON = 1e6;

    private final FileBytes file;
    private final Header header;

    private VolumeImages(FileBytes file, Header header) {
        this.file = file;
        this.header = header;
    }

    static VolumeImage of(FileBytes file, Header header) throws IOException {
        return new VolumeImages(file, header).image();
    }

    private VolumeImage image() throws IOException {
        requireNoLabel();
        requireWhole();
        TileGrid grid = grid();
        int frames = frameCount();
        TileDecoder decoder = decoder(grid);
        Optional<int[]> frameOfTile = frameOfTile(grid, frames);
        return new VolumeImage(grid, mpp(), frameOfTile, frames(grid, frames), decoder);
    }

    private void requireNoLabel() {
        if (says(Tag.SPECIMEN_LABEL_IN_IMAGE, "YES")) {
            throw Refusal.notTissue("The image shows the slide's label");
        }
        if (says(Tag.BURNED_IN_ANNOTATION, "YES")) {
            throw Refusal.notTissue("The image has text burned into it");
        }
    }

    private void requireWhole() {
        if (header.text(Tag.CONCATENATION_UID).isPresent()
                && header.number(Tag.IN_CONCATENATION_TOTAL).orElse(0L) != 1) {
            throw Refusal.unsupported("it is a part of a concatenation. Join the parts into one file.");
        }
        if (header.number(Tag.TOTAL_FOCAL_PLANES).orElse(1L) > 1) {
            throw Refusal.unsupported("it has several focal planes. Export one of them.");
        }
        if (header.number(Tag.NUMBER_OF_OPTICAL_PATHS).orElse(1L) > 1) {
            throw Refusal.unsupported("it has several optical paths. Export one of them.");
        }
    }

    private TileGrid grid() {
        long tileWidth = required(Tag.COLUMNS, "no width of its frames");
        long tileHeight = required(Tag.ROWS, "no height of its frames");
        boolean single = header.text(Tag.NUMBER_OF_FRAMES).orElse("1").equals("1");
        long width = single
                ? header.number(Tag.TOTAL_PIXEL_MATRIX_COLUMNS).orElse(tileWidth)
                : required(Tag.TOTAL_PIXEL_MATRIX_COLUMNS, "no width");
        long height = single
                ? header.number(Tag.TOTAL_PIXEL_MATRIX_ROWS).orElse(tileHeight)
                : required(Tag.TOTAL_PIXEL_MATRIX_ROWS, "no height");
        if (tileWidth < 1 || tileHeight < 1 || width < 1 || height < 1) {
            throw Refusal.unreadable("its header promises no pixels");
        }
        if (width > MAX_SIDE || height > MAX_SIDE) {
            throw Refusal.tooLarge("%d x %d pixels, where %d a side are taken".formatted(width, height, MAX_SIDE));
        }
        if (tileWidth * tileHeight > MAX_TILE_PIXELS) {
            throw Refusal.tooLarge("frames of %d x %d pixels, where %d in all are taken"
                    .formatted(tileWidth, tileHeight, MAX_TILE_PIXELS));
        }
        TileGrid grid = new TileGrid((int) width, (int) height, (int) tileWidth, (int) tileHeight);
        if (grid.tiles() > MAX_TILES) {
            throw Refusal.tooLarge("%d tiles, where %d are taken".formatted(grid.tiles(), MAX_TILES));
        }
        return grid;
    }

    private int frameCount() {
        String text = header.text(Tag.NUMBER_OF_FRAMES).orElse("1");
        try {
            int frames = Integer.parseInt(text);
            if (frames < 1) {
                throw Refusal.unreadable("it has no frames");
            }
            if (frames > TilePositions.MAX_FRAMES) {
                throw Refusal.tooLarge("%d frames, where %d are taken".formatted(frames, TilePositions.MAX_FRAMES));
            }
            return frames;
        } catch (NumberFormatException e) {
            throw Refusal.unreadable("its number of frames is no number");
        }
    }

    private Optional<int[]> frameOfTile(TileGrid grid, int frames) {
        boolean full = says(Tag.DIMENSION_ORGANIZATION_TYPE, "TILED_FULL");
        if (!full && header.positions().areStated()) {
            return Optional.of(header.positions().frameOfTile(grid, frames));
        }
        if (frames > grid.tiles() && frames % grid.tiles() == 0) {
            throw Refusal.unsupported("it has %d frames for each place, as focal planes or optical paths have. %s"
                    .formatted(frames / grid.tiles(), "Export one of them."));
        }
        if (frames != grid.tiles()) {
            throw Refusal.unreadable("it has %d frames for %d tiles".formatted(frames, grid.tiles()));
        }
        return Optional.empty();
    }

    private TileDecoder decoder(TileGrid grid) {
        if (header.number(Tag.SAMPLES_PER_PIXEL).orElse(0L) != RgbImage.CHANNELS
                || header.number(Tag.BITS_ALLOCATED).orElse(0L) != Byte.SIZE) {
            throw Refusal.unsupported("its pixels are not of three 8-bit colours. Export it as a bright-field image.");
        }
        boolean planes = header.number(Tag.PLANAR_CONFIGURATION).orElse(0L) == 1;
        return switch (header.syntax().pixels()) {
            case NATIVE -> new NativeDecoder(grid.tileWidth(), grid.tileHeight(), planes, colours("RGB", "YBR_FULL"));
            case JPEG -> new JpegDecoder(colours("RGB", "YBR_FULL_422 YBR_FULL"));
            case JPEG_2000 -> new Jpeg2000Decoder(colours("RGB YBR_RCT YBR_ICT", "YBR_FULL YBR_FULL_422"));
        };
    }

    private Colours colours(String rgb, String ycbcr) {
        String stated = header.text(Tag.PHOTOMETRIC_INTERPRETATION).orElse("none");
        if (List.of(rgb.split(" ")).contains(stated)) {
            return Colours.RGB;
        }
        if (List.of(ycbcr.split(" ")).contains(stated)) {
            return Colours.YCBCR;
        }
        throw Refusal.unsupported("its photometric interpretation is none of %s %s with this transfer syntax. %s"
                .formatted(rgb, ycbcr, "Export it as RGB."));
    }

    private Frames frames(TileGrid grid, int frames) throws IOException {
        Bulk pixels = header.bulk(Tag.PIXEL_DATA).orElseThrow(() -> Refusal.unreadable("it has no pixels"));
        int frameBytes = grid.tileWidth() * grid.tileHeight() * RgbImage.CHANNELS;
        if (header.syntax().pixels() == TransferSyntax.Pixels.NATIVE) {
            return NativeFrames.of(file, pixels, frames, frameBytes);
        }
        int maxFrameBytes = Math.max(SMALLEST_FRAME_LIMIT, 2 * frameBytes);
        return new FragmentTable(file, pixels, frames, maxFrameBytes)
                .frames(header.bulk(Tag.EXTENDED_OFFSETS), header.bulk(Tag.EXTENDED_LENGTHS));
    }

    /** The mean of both directions, which differ by less than a thousandth in scanners; absent for nonsense. */
    private Optional<MicronsPerPixel> mpp() {
        try {
            String[] millimetres = header.text(Tag.PIXEL_SPACING).orElse("").split("\\\\", -1);
            double mean = (Double.parseDouble(millimetres[0]) + Double.parseDouble(millimetres[1])) / 2;
            return Optional.of(
                    new MicronsPerPixel(Math.round(mean * PICOMETRES_PER_MILLIMETRE) / PICOMETRES_PER_MICRON));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private boolean says(int tag, String value) {
        return header.text(tag).filter(value::equals).isPresent();
    }

    private long required(int tag, String missing) {
        return header.number(tag).orElseThrow(() -> Refusal.unreadable("its header states " + missing));
    }
}
