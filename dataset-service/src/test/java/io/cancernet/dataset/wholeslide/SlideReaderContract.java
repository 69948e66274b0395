package io.cancernet.dataset.wholeslide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.image.RgbImage;
import io.cancernet.dataset.source.FileBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SlideReader} keeps to, whatever it reads. A subclass gives a provider and a slide of at least 32x32
 * pixels, which need not be painted in any way: the reader is held against itself. That the pixels are the right ones
 * is for the tests of each reader.
 */
public abstract class SlideReaderContract {

    /** Side of the largest region that is read at once, in pixels. */
    private static final int WINDOW = 700;

    private SlideFiles files;
    private SlideReader reader;

    protected abstract SlideReaderProvider provider();

    /** Opens the files of the slide anew; they are closed here. A subclass may skip its tests where it has none. */
    protected abstract SlideFiles slide() throws IOException;

    @BeforeEach
    void open() throws IOException {
        files = slide();
        reader = provider().open(files);
    }

    @AfterEach
    void close() {
        if (reader != null) {
            reader.close();
            files.files().forEach(FileBytes::close);
        }
    }

    @Test
    void slide_of_its_own_is_recognised() throws IOException {
        assertThat(provider().obstacle()).isEmpty();
        assertThat(provider().recognises(files)).isTrue();
    }

    @Test
    void format_is_one_that_the_provider_lists() {
        assertThat(provider().formats()).contains(reader.format());
    }

    @Test
    void levels_come_largest_first_with_downsamples_that_follow_from_their_sizes() {
        SlideLevel first = reader.levels().get(0);
        assertThat(first.downsample()).isEqualTo(1);
        for (int i = 0; i < reader.levels().size(); i++) {
            SlideLevel level = reader.levels().get(i);
            assertThat(level).isEqualTo(SlideLevel.of(level.width(), level.height(), first.width(), first.height()));
            if (i > 0) {
                assertThat(level.downsample())
                        .isGreaterThan(reader.levels().get(i - 1).downsample());
            }
        }
    }

    @Test
    void region_is_the_same_part_of_a_larger_one() throws IOException {
        for (int level = 0; level < reader.levels().size(); level++) {
            RgbImage whole = window(level);
            for (int[] each : regions(whole.width(), whole.height())) {
                assertThat(reader.read(level, each[0], each[1], each[2], each[3]))
                        .as("level %d, region %s", level, Arrays.toString(each))
                        .isEqualTo(crop(whole, each[0], each[1], each[2], each[3]));
            }
        }
    }

    @Test
    void pieces_of_odd_sizes_put_together_are_the_whole() throws IOException {
        for (int level = 0; level < reader.levels().size(); level++) {
            RgbImage whole = window(level);
            byte[] mosaic = new byte[whole.pixels().length];
            int width = Math.min(197, whole.width());
            int height = Math.min(89, whole.height());
            for (int y = 0; y < whole.height(); y += height) {
                for (int x = 0; x < whole.width(); x += width) {
                    paste(reader.read(level, x, y, width, height), mosaic, whole, x, y);
                }
            }
            assertThat(new RgbImage(whole.width(), whole.height(), mosaic))
                    .as("level %d", level)
                    .isEqualTo(whole);
        }
    }

    @Test
    void what_lies_outside_is_white() throws IOException {
        for (int level = 0; level < reader.levels().size(); level++) {
            SlideLevel size = reader.levels().get(level);
            for (int x : new int[] {-20, size.width() - 12}) {
                for (int y : new int[] {-20, size.height() - 12}) {
                    RgbImage corner = reader.read(level, x, y, 32, 32);
                    int left = Math.max(0, x);
                    int top = Math.max(0, y);
                    RgbImage inside = reader.read(level, left, top, 12, 12);
                    assertThat(corner).isEqualTo(onWhite(inside, left - x, top - y));
                }
            }
            assertAllWhite(reader.read(level, size.width(), 0, 8, 8));
            assertAllWhite(reader.read(level, 0, size.height() + 1_000_000, 8, 8));
            assertAllWhite(reader.read(level, Integer.MIN_VALUE, Integer.MAX_VALUE, 8, 8));
            assertAllWhite(reader.read(level, Integer.MAX_VALUE, Integer.MIN_VALUE, 8, 8));
        }
    }

    @Test
    void concurrent_reads_equal_serial_ones() throws Exception {
        RgbImage whole = window(0);
        List<int[]> regions = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            regions.addAll(regions(whole.width(), whole.height()));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (SlideReader shared = provider().open(files)) {
            List<Future<RgbImage>> reads = new ArrayList<>();
            for (int[] each : regions) {
                reads.add(threads.submit(() -> shared.read(0, each[0], each[1], each[2], each[3])));
            }
            for (int i = 0; i < regions.size(); i++) {
                int[] each = regions.get(i);
                assertThat(reads.get(i).get()).isEqualTo(crop(whole, each[0], each[1], each[2], each[3]));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void region_of_nothing_is_refused() {
        int none = reader.levels().size();
        assertThatThrownBy(() -> reader.read(none, 0, 0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reader.read(-1, 0, 0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reader.read(0, 0, 0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reader.read(0, 0, 0, 1, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void region_too_large_for_an_image_is_refused_before_memory_is_taken() {
        assertThatThrownBy(() -> reader.read(0, 0, 0, 1_000_000, 1_000_000))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void closed_reader_refuses_and_can_be_closed_again() throws IOException {
        SlideReader closed = provider().open(files);
        closed.read(0, 0, 0, 1, 1);
        closed.close();
        closed.close();

        assertThatThrownBy(() -> closed.read(0, 0, 0, 1, 1)).isInstanceOf(IllegalStateException.class);
        // The files stay the caller's: another reader of them goes on.
        assertThat(reader.read(0, 0, 0, 1, 1).width()).isEqualTo(1);
    }

    private RgbImage window(int level) throws IOException {
        SlideLevel size = reader.levels().get(level);
        return reader.read(level, 0, 0, Math.min(WINDOW, size.width()), Math.min(WINDOW, size.height()));
    }

    /** Regions that begin and end within tiles, at their borders and across them, whatever size those have. */
    private static List<int[]> regions(int width, int height) {
        List<int[]> regions = new ArrayList<>(List.of(
                new int[] {0, 0, 1, 1},
                new int[] {width - 1, height - 1, 1, 1},
                new int[] {0, height / 2, width, 1},
                new int[] {width / 2, 0, 1, height},
                new int[] {width / 3, height / 3, width / 3, height / 3}));
        for (int at = 1; at < Math.min(width, height) - 1; at = at * 2) {
            regions.add(new int[] {at - 1, at - 1, Math.min(3, width - at), Math.min(3, height - at)});
            regions.add(new int[] {at, at / 2, width - at, Math.min(7, height - at / 2)});
        }
        return regions;
    }

    private static RgbImage crop(RgbImage image, int x, int y, int width, int height) {
        byte[] part = new byte[width * height * 3];
        for (int row = 0; row < height; row++) {
            System.arraycopy(image.pixels(), ((y + row) * image.width() + x) * 3, part, row * width * 3, width * 3);
        }
        return new RgbImage(width, height, part);
    }

    /** Pastes a piece, whose part beyond the window is left out. */
    private static void paste(RgbImage piece, byte[] mosaic, RgbImage window, int x, int y) {
        int width = Math.min(piece.width(), window.width() - x);
        for (int row = 0; row < Math.min(piece.height(), window.height() - y); row++) {
            int from = row * piece.width() * 3;
            System.arraycopy(piece.pixels(), from, mosaic, ((y + row) * window.width() + x) * 3, width * 3);
        }
    }

    /** A 12x12 part of a level as it stands in a region of 32x32 that reaches out of it. */
    private static RgbImage onWhite(RgbImage inside, int x, int y) {
        byte[] pixels = new byte[32 * 32 * 3];
        Arrays.fill(pixels, (byte) 255);
        for (int row = 0; row < inside.height(); row++) {
            System.arraycopy(inside.pixels(), row * 36, pixels, ((y + row) * 32 + x) * 3, 36);
        }
        return new RgbImage(32, 32, pixels);
    }

    private static void assertAllWhite(RgbImage image) {
        for (byte each : image.pixels()) {
            assertThat(each).isEqualTo((byte) 255);
        }
    }
}
