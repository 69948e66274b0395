package io.cancernet.dataset.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.objectstore.InMemoryObjectStore;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.patch.PatchIndexes;
import io.cancernet.dataset.slide.Slide;
import io.cancernet.dataset.slide.SlideImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MosaicTest {

    private static final int SIDE = 50;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Mosaics mosaics = new Mosaics(new PatchIndexes(store), store, 1 << 24);

    @Test
    void every_patch_of_an_archive_lies_at_its_place_pixel_by_pixel() {
        PaintedCanvas canvas = canvas("archive", 1337, 783);

        Mosaic mosaic = mosaic(archive(canvas, 1337, 783));

        assertThat(mosaic.pyramid()).isEqualTo(DeepZoom.of(1337, 783));
        assertThat(stitch(mosaic, mosaic.pyramid().maxLevel())).isEqualTo(canvas.shrunk(1));
    }

    @Test
    void lower_levels_are_the_mean_of_the_canvas() {
        PaintedCanvas canvas = canvas("levels", 1337, 783);

        Mosaic mosaic = mosaic(archive(canvas, 1337, 783));

        int max = mosaic.pyramid().maxLevel();
        assertThat(stitch(mosaic, max - 1)).isEqualTo(canvas.shrunk(2));
        for (int level = 0; level < max - 1; level++) {
            // Rounded twice: for the overview and for the tile.
            assertThat(largestDifference(stitch(mosaic, level), canvas.shrunk(1 << (max - level))))
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void canvas_beyond_the_overview_is_painted_from_blocks() {
        PaintedCanvas canvas = canvas("large", 6000, 4500);
        for (int i = 0; i < 300; i++) {
            int x = new Random(i).nextInt(6000 - SIDE);
            int y = new Random(-i).nextInt(4500 - SIDE);
            canvas.patch(x, y, SIDE, SIDE, x + 1, y + 1);
        }
        canvas.patch(5950, 4450, SIDE, SIDE, 5951, 4451);

        Mosaic mosaic = mosaic(canvas.stored(SIDE));

        int max = mosaic.pyramid().maxLevel();
        assertThat(stitch(mosaic, max)).isEqualTo(canvas.shrunk(1));
        assertThat(stitch(mosaic, max - 1)).isEqualTo(canvas.shrunk(2));
        assertThat(stitch(mosaic, max - 2)).isEqualTo(canvas.shrunk(4));
        assertThat(largestDifference(stitch(mosaic, max - 5), canvas.shrunk(32)))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void later_patches_cover_earlier_ones() {
        PaintedCanvas canvas = canvas("overlap", 120, 120)
                .patch(10, 10, SIDE, SIDE, 11, 11)
                .patch(40, 40, SIDE, SIDE, 41, 41)
                .patch(0, 0, 120, 20, 1, 1)
                .patch(70, 70, SIDE, SIDE, 71, 71);

        assertThat(stitch(mosaic(canvas.stored(SIDE)), 7)).isEqualTo(canvas.shrunk(1));
    }

    @Test
    void coordinates_that_count_from_nought_are_taken_as_they_are() {
        PaintedCanvas canvas =
                canvas("nought", 100, 50).patch(0, 0, SIDE, SIDE, 0, 0).patch(50, 0, SIDE, SIDE, 50, 0);

        Mosaic mosaic = mosaic(canvas.stored(SIDE));

        assertThat(mosaic.frame()).isEqualTo(new MosaicFrame(0, 0, 1));
        assertThat(stitch(mosaic, 7)).isEqualTo(canvas.shrunk(1));
    }

    @Test
    void patches_of_a_whole_slide_meet_without_gaps_on_a_canvas_of_its_shape() {
        double downsample = 16.25;
        PaintedCanvas canvas = canvas("whole", 616, 308);
        for (int row = 0; row < 6; row++) {
            for (int column = row % 2; column < 12; column++) {
                canvas.patch(column * SIDE, row * SIDE, SIDE, SIDE, (int) Math.round(column * SIDE * downsample), (int)
                        Math.round(row * SIDE * downsample));
            }
        }
        MicronsPerPixel mpp0 = new MicronsPerPixel(0.25);
        SlideImage image = new SlideImage(10_000, 5_000, mpp0, Map.of());

        Mosaic mosaic = mosaic(canvas.stored(SIDE, new MicronsPerPixel(0.25 * downsample), image));

        assertThat(mosaic.pyramid()).isEqualTo(DeepZoom.of(616, 308));
        assertThat(mosaic.frame().scale()).isEqualTo(1 / downsample);
        assertThat(stitch(mosaic, mosaic.pyramid().maxLevel())).isEqualTo(canvas.shrunk(1));
    }

    @Test
    void tile_reads_only_the_patches_that_it_shows() {
        PaintedCanvas canvas = canvas("few", 4000, 4000);
        canvas.patch(0, 0, SIDE, SIDE, 1, 1).patch(3950, 3950, SIDE, SIDE, 3951, 3951);
        Mosaic mosaic = mosaic(canvas.stored(SIDE));
        store.setAway(true);

        RgbImage empty =
                mosaic.tile(mosaic.pyramid().tile(new TileAddress(12, 5, 5)).orElseThrow());

        byte[] white = new byte[empty.pixels().length];
        Arrays.fill(white, (byte) 0xff);
        assertThat(empty.pixels()).isEqualTo(white);
        TileArea corner = mosaic.pyramid().tile(new TileAddress(12, 0, 0)).orElseThrow();
        assertThatThrownBy(() -> mosaic.tile(corner)).isInstanceOf(Outage.class);
    }

    @Test
    void overview_that_failed_is_made_when_it_is_asked_for_again() {
        PaintedCanvas canvas = canvas("again", 600, 600);
        Mosaic mosaic = mosaic(archive(canvas, 600, 600));
        TileArea lowest = mosaic.pyramid().tile(new TileAddress(3, 0, 0)).orElseThrow();
        store.setAway(true);
        assertThatThrownBy(() -> mosaic.tile(lowest)).isInstanceOf(Outage.class);

        store.setAway(false);

        assertThat(largestDifference(mosaic.tile(lowest), canvas.shrunk(128))).isLessThanOrEqualTo(1);
    }

    @Test
    void patches_further_apart_than_any_slide_is_wide_have_no_mosaic() {
        PaintedCanvas canvas = canvas("far", 60, 60);
        canvas.patch(0, 0, SIDE, SIDE, 1, 1).patch(0, 0, SIDE, SIDE, Integer.MAX_VALUE - 10, 1);
        Slide slide = canvas.stored(SIDE);

        assertThatThrownBy(() -> mosaic(slide)).isInstanceOfSatisfying(DomainException.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.SLIDE_TOO_LARGE));
    }

    @Test
    void index_that_is_not_the_stored_one_is_refused() {
        Slide slide = archive(canvas("tampered", 300, 300), 300, 300);
        Slide other = archive(canvas("other", 200, 300), 200, 300);
        store.put(slide.index().key(), store.get(other.index().key()), "application/gzip");

        assertThatThrownBy(() -> mosaic(slide)).isInstanceOfSatisfying(DomainException.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.HASH_MISMATCH));
        store.delete(slide.index().key());
        assertThatThrownBy(() -> mosaic(slide)).hasMessageContaining("is gone");
    }

    @Test
    void viewers_at_the_same_time_see_the_same() throws Exception {
        PaintedCanvas canvas = canvas("many", 1500, 1100);
        Slide slide = archive(canvas, 1500, 1100);
        ExecutorService viewers = Executors.newFixedThreadPool(8);
        try {
            List<Future<RgbImage>> seen = IntStream.range(0, 24)
                    .mapToObj(i -> viewers.submit(() -> stitch(mosaic(slide), 10 + i % 2)))
                    .toList();
            for (int i = 0; i < seen.size(); i++) {
                assertThat(seen.get(i).get()).isEqualTo(canvas.shrunk(2 - i % 2));
            }
        } finally {
            viewers.shutdownNow();
        }
    }

    private Mosaic mosaic(Slide slide) {
        return mosaics.of(new ViewedSlide(slide, null));
    }

    private PaintedCanvas canvas(String name, int width, int height) {
        return new PaintedCanvas(name, store, width, height);
    }

    /** A chequered archive that counts from 1, with smaller patches at the borders. */
    private static Slide archive(PaintedCanvas canvas, int width, int height) {
        for (int left = 0; left < width; left += SIDE) {
            for (int top = left / SIDE % 2 * SIDE; top < height; top += 2 * SIDE) {
                canvas.patch(left, top, Math.min(SIDE, width - left), Math.min(SIDE, height - top), left + 1, top + 1);
            }
        }
        canvas.patch(width - 7, height - 3, 7, 3, width - 6, height - 2);
        return canvas.stored(SIDE);
    }

    static RgbImage stitch(TiledImage image, int level) {
        DeepZoom pyramid = image.pyramid();
        int width = pyramid.width(level);
        byte[] pixels = new byte[width * pyramid.height(level) * RgbImage.CHANNELS];
        for (int row = 0; row * pyramid.tileSize() < pyramid.height(level); row++) {
            for (int column = 0; column * pyramid.tileSize() < width; column++) {
                TileArea area =
                        pyramid.tile(new TileAddress(level, column, row)).orElseThrow();
                RgbImage tile = image.tile(area);
                assertThat(tile.width()).isEqualTo(area.width());
                assertThat(tile.height()).isEqualTo(area.height());
                for (int y = 0; y < tile.height(); y++) {
                    System.arraycopy(
                            tile.pixels(),
                            y * tile.width() * RgbImage.CHANNELS,
                            pixels,
                            ((area.y() + y) * width + area.x()) * RgbImage.CHANNELS,
                            tile.width() * RgbImage.CHANNELS);
                }
            }
        }
        return new RgbImage(width, pyramid.height(level), pixels);
    }

    static int largestDifference(RgbImage one, RgbImage other) {
        assertThat(one.width()).isEqualTo(other.width());
        assertThat(one.height()).isEqualTo(other.height());
        return IntStream.range(0, one.pixels().length)
                .map(i -> Math.abs((one.pixels()[i] & 0xff) - (other.pixels()[i] & 0xff)))
                .max()
                .orElseThrow();
    }
}
