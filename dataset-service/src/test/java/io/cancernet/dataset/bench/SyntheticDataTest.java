package io.cancernet.dataset.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import io.cancernet.dataset.source.LocalFileBytes;
import io.cancernet.dataset.wholeslide.SlideFiles;
import io.cancernet.dataset.wholeslide.SlideLevel;
import io.cancernet.dataset.wholeslide.SlideReader;
import io.cancernet.dataset.wholeslide.tiff.TiffSlideReaderProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticDataTest {

    @TempDir
    Path folder;

    @Test
    void patches_are_as_long_as_those_of_idc_and_each_is_another() throws IOException {
        SyntheticPatches.write(folder, 1002);

        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        assertThat(files).hasSize(1002);
        assertThat(folder.relativize(files.get(0)).toString()).matches("10000/0/10000_idx5_x\\d+_y\\d+_class0\\.png");
        assertThat(folder.resolve("10001")).isDirectory();
        assertThat(Files.size(files.get(0))).isBetween(5_500L, 6_500L);
        assertThat(new PatchImageCodec()
                        .decode(Files.readAllBytes(files.get(0)))
                        .width())
                .isEqualTo(50);
        assertThat(Files.readAllBytes(files.get(0))).isNotEqualTo(Files.readAllBytes(files.get(1)));
    }

    @Test
    void slide_has_a_pyramid_of_tissue_in_glass() throws IOException {
        Path file = SyntheticSlide.write(folder.resolve("slide.tif"), 8192);

        try (LocalFileBytes bytes = LocalFileBytes.open(file, "slide.tif");
                SlideReader reader = new TiffSlideReaderProvider().open(new SlideFiles(List.of(bytes)))) {
            assertThat(reader.levels())
                    .containsExactly(
                            new SlideLevel(8192, 8192, 1), new SlideLevel(2048, 2048, 4), new SlideLevel(512, 512, 16));
            assertThat(reader.mpp().orElseThrow().value()).isEqualTo(SyntheticSlide.MPP);
            assertThat(green(reader.read(0, 0, 0, 1, 1))).isGreaterThan(250);
            assertThat(green(reader.read(0, 4096, 4096, 1, 1))).isLessThan(230);
            // The border is in the same place at every level.
            for (int level = 0; level < 3; level++) {
                int side = reader.levels().get(level).width();
                assertThat(green(reader.read(level, side / 16 - 10, side / 2, 1, 1)))
                        .isGreaterThan(240);
                assertThat(green(reader.read(level, side / 16 + 10, side / 2, 1, 1)))
                        .isLessThan(230);
            }
        }
    }

    @Test
    void side_that_gives_no_whole_tiles_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SyntheticSlide.write(folder.resolve("slide.tif"), 5000))
                .withMessageContaining("4096");
    }

    private static int green(RgbImage pixel) {
        return pixel.pixels()[1] & 0xff;
    }
}
