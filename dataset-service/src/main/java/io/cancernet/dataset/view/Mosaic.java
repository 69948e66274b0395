package io.cancernet.dataset.view;

import io.cancernet.common.image.RgbImage;
import org.jspecify.annotations.Nullable;

/**
 * The patches of one extraction as one image. Fine levels are painted from the patches of a tile, coarse ones come from
 * an overview that is made once. At most one block of the canvas is held while a tile or the overview is made.
 */
final class Mosaic implements TiledImage {

    /** Side of a block of the canvas, pixels: 12 MiB. */
    private static final int BLOCK = 2048;
    /** Pixels of the overview: at most 12 MiB. */
    private static final long OVERVIEW_PIXELS = 4L * 1024 * 1024;
    /** What a patch takes in memory. */
    private static final long BYTES_A_PATCH = 40;

    private final DeepZoom pyramid;
    private final MosaicFrame frame;
    private final PatchPlaces places;
    private final PatchPainter painter;
    private final BoxAverage average;
    private final int overviewScale;
    private @Nullable Cells overview;

    Mosaic(DeepZoom pyramid, MosaicFrame frame, PatchPlaces places, PatchPainter painter) {
        this.pyramid = pyramid;
        this.frame = frame;
        this.places = places;
        this.painter = painter;
        average = new BoxAverage(pyramid.width(), pyramid.height());
        overviewScale = overviewScale(pyramid);
    }

    @Override
    public DeepZoom pyramid() {
        return pyramid;
    }

    MosaicFrame frame() {
        return frame;
    }

    /** Bytes that it holds once its overview is made. */
    long weight() {
        return places.count() * BYTES_A_PATCH + overviewPixels(pyramid, overviewScale) * RgbImage.CHANNELS;
    }

    @Override
    public RgbImage tile(TileArea area) {
        return area.scale() < overviewScale ? shrinkCanvas(area) : average.shrink(overview(), area);
    }

    private synchronized Cells overview() {
        if (overview == null) {
            TileArea whole = new TileArea(
                    overviewScale,
                    0,
                    0,
                    DeepZoom.share(pyramid.width(), overviewScale),
                    DeepZoom.share(pyramid.height(), overviewScale));
            overview = new Cells(shrinkCanvas(whole), 0, 0, overviewScale);
        }
        return overview;
    }

    private RgbImage shrinkCanvas(TileArea area) {
        RgbImage image = Pixels.white(area.width(), area.height());
        int side = (int) (BLOCK / area.scale());
        for (int y = 0; y < area.height(); y += side) {
            for (int x = 0; x < area.width(); x += side) {
                shrinkBlock(
                        new TileArea(
                                area.scale(),
                                area.x() + x,
                                area.y() + y,
                                Math.min(side, area.width() - x),
                                Math.min(side, area.height() - y)),
                        image,
                        x,
                        y);
            }
        }
        return image;
    }

    private void shrinkBlock(TileArea block, RgbImage to, int toX, int toY) {
        int scale = (int) block.scale();
        int left = block.x() * scale;
        int top = block.y() * scale;
        int width = Math.min(block.width() * scale, pyramid.width() - left);
        int height = Math.min(block.height() * scale, pyramid.height() - top);
        if (places.within(left, top, width, height).length == 0) {
            return;
        }
        Cells canvas = new Cells(painter.paint(places, left, top, width, height), left, top, 1);
        Pixels.copy(average.shrink(canvas, block), toX, toY, to);
    }

    /** A tile at full resolution never needs the overview, however small the canvas. */
    private static int overviewScale(DeepZoom pyramid) {
        int scale = 2;
        while (overviewPixels(pyramid, scale) > OVERVIEW_PIXELS) {
            scale *= 2;
        }
        return scale;
    }

    private static long overviewPixels(DeepZoom pyramid, int scale) {
        return (long) DeepZoom.share(pyramid.width(), scale) * DeepZoom.share(pyramid.height(), scale);
    }
}
