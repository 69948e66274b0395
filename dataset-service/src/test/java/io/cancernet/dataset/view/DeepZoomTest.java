package io.cancernet.dataset.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeepZoomTest {

    @ParameterizedTest
    @CsvSource({"1, 1, 0", "2, 1, 1", "3, 2, 2", "4, 4, 2", "5, 1, 3", "256, 256, 8", "257, 100, 9", "2220, 2967, 12"})
    void highest_level_is_the_first_that_halving_reaches_one_pixel_from(int width, int height, int level) {
        DeepZoom pyramid = DeepZoom.of(width, height);

        assertThat(pyramid.maxLevel()).isEqualTo(level);
        assertThat(pyramid.levels()).isEqualTo(level + 1);
        assertThat(pyramid.width(level)).isEqualTo(width);
        assertThat(pyramid.height(level)).isEqualTo(height);
        assertThat(pyramid.width(0)).isEqualTo(1);
        assertThat(pyramid.height(0)).isEqualTo(1);
    }

    @Test
    void each_level_halves_the_next_rounded_up() {
        DeepZoom pyramid = DeepZoom.of(2221, 2967);

        for (int level = 0; level < pyramid.maxLevel(); level++) {
            assertThat(pyramid.width(level)).isEqualTo((pyramid.width(level + 1) + 1) / 2);
            assertThat(pyramid.height(level)).isEqualTo((pyramid.height(level + 1) + 1) / 2);
        }
    }

    @Test
    void tiles_at_the_borders_are_as_small_as_what_is_left() {
        DeepZoom pyramid = DeepZoom.of(600, 257);

        assertThat(pyramid.tile(new TileAddress(10, 0, 0))).contains(new TileArea(1, 0, 0, 256, 256));
        assertThat(pyramid.tile(new TileAddress(10, 2, 1))).contains(new TileArea(1, 512, 256, 88, 1));
        assertThat(pyramid.tile(new TileAddress(9, 1, 0))).contains(new TileArea(2, 256, 0, 44, 129));
        assertThat(pyramid.tile(new TileAddress(0, 0, 0))).contains(new TileArea(1024, 0, 0, 1, 1));
    }

    @ParameterizedTest
    @CsvSource({"10, 3, 0", "10, 0, 2", "9, 0, 1", "11, 0, 0", "0, 1, 0", "2147483647, 0, 0", "10, 2147483647, 0"})
    void tiles_outside_are_absent(int level, int column, int row) {
        assertThat(DeepZoom.of(600, 257).tile(new TileAddress(level, column, row)))
                .isEmpty();
    }

    @Test
    void tiles_of_a_level_cover_it_once() {
        DeepZoom pyramid = DeepZoom.of(1300, 777);
        for (int level = 0; level <= pyramid.maxLevel(); level++) {
            long covered = 0;
            for (int row = 0; row < 10; row++) {
                for (int column = 0; column < 10; column++) {
                    covered += pyramid.tile(new TileAddress(level, column, row))
                            .map(area -> (long) area.width() * area.height())
                            .orElse(0L);
                }
            }
            assertThat(covered).isEqualTo((long) pyramid.width(level) * pyramid.height(level));
        }
    }

    @Test
    void address_is_read_from_its_name() {
        assertThat(TileAddress.parse("12", "3_40")).isEqualTo(new TileAddress(12, 3, 40));
        assertThat(TileAddress.parse("12", "99999999999_0").column()).isEqualTo(Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"x, 0_0", "-1, 0_0", "1.5, 0_0", "1, 0", "1, 0_", "1, 0_0_0", "1, -1_0", "1, a_b", "1, ' 0_0'"})
    void address_that_is_none_is_refused_with_its_form(String level, String place) {
        assertThatThrownBy(() -> TileAddress.parse(level, place))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("<level>/<column>_<row>.jpg");
    }

    @Test
    void format_is_read_from_the_ending() {
        assertThat(TileFormat.ofEnding("jpg")).isEqualTo(TileFormat.JPG);
        assertThat(TileFormat.ofEnding("png")).isEqualTo(TileFormat.PNG);
        assertThatThrownBy(() -> TileFormat.ofEnding("gif")).hasMessageContaining("jpg or png, not 'gif'");
    }
}
