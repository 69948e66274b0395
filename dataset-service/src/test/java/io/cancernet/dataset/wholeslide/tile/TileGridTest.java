package io.cancernet.dataset.wholeslide.tile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.common.image.RgbImage;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TileGridTest {

    private static final TileGrid GRID = new TileGrid(10, 7, 4, 3);

    @Test
    void last_column_and_row_count_though_they_reach_over_the_edge() {
        assertThat(GRID.columns()).isEqualTo(3);
        assertThat(GRID.rows()).isEqualTo(3);
        assertThat(new TileGrid(8, 6, 4, 3).tiles()).isEqualTo(4);
    }

    @Test
    void region_across_tiles_has_each_pixel_in_its_place() throws IOException {
        RgbImage region = GRID.read(2, 1, 7, 6, TileGridTest::painted);

        assertPainted(region, 2, 1);
    }

    @Test
    void what_lies_outside_the_level_is_white_even_where_a_tile_reaches() throws IOException {
        RgbImage region = GRID.read(-3, -2, 20, 15, TileGridTest::painted);

        assertPainted(region, -3, -2);
    }

    @Test
    void region_far_outside_is_white() throws IOException {
        RgbImage region = GRID.read(Integer.MAX_VALUE - 1, Integer.MIN_VALUE, 2, 2, TileGridTest::painted);

        assertThat(region.pixels()).containsOnly(0xff);
    }

    @Test
    void tile_that_is_left_out_is_white() throws IOException {
        RgbImage region = GRID.read(0, 0, 10, 7, (column, row) -> Optional.empty());

        assertThat(region.pixels()).containsOnly(0xff);
    }

    private static void assertPainted(RgbImage region, int x, int y) {
        for (int row = 0; row < region.height(); row++) {
            for (int column = 0; column < region.width(); column++) {
                int at = (row * region.width() + column) * RgbImage.CHANNELS;
                int levelX = x + column;
                int levelY = y + row;
                boolean inside = levelX >= 0 && levelX < GRID.width() && levelY >= 0 && levelY < GRID.height();
                assertThat(region.pixels()[at]).isEqualTo((byte) (inside ? levelX : 0xff));
                assertThat(region.pixels()[at + 1]).isEqualTo((byte) (inside ? levelY : 0xff));
            }
        }
    }

    /** A whole tile whose red is the column of the pixel in its level, and whose green is the row. */
    private static Optional<RgbImage> painted(int column, int row) {
        byte[] pixels = new byte[4 * 3 * RgbImage.CHANNELS];
        for (int y = 0; y < 3; y++) {
            for (int x = 0; x < 4; x++) {
                pixels[(y * 4 + x) * RgbImage.CHANNELS] = (byte) (column * 4 + x);
                pixels[(y * 4 + x) * RgbImage.CHANNELS + 1] = (byte) (row * 3 + y);
            }
        }
        return Optional.of(new RgbImage(4, 3, pixels));
    }
}
