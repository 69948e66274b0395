package io.cancernet.dataset.wholeslide.tiff;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.image.RgbImage;
import io.cancernet.dataset.source.LocalFileBytes;
import io.cancernet.dataset.wholeslide.SlideFiles;
import io.cancernet.dataset.wholeslide.SlideLevel;
import io.cancernet.dataset.wholeslide.SlideReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Assumptions;

/** What tests of TIFF slides do with them. */
final class TiffSlides {

    /** Something to do with an open slide. */
    interface Use<T> {
        T with(SlideReader reader) throws IOException;
    }

    private TiffSlides() {}

    /** Opens a slide, uses it and closes it. */
    static <T> T use(Path file, Use<T> use) throws IOException {
        try (LocalFileBytes bytes = LocalFileBytes.open(file, "DOE^JANE.svs");
                SlideReader reader = new TiffSlideReaderProvider().open(new SlideFiles(List.of(bytes)))) {
            return use.with(reader);
        }
    }

    static List<SlideLevel> levels(Path file) throws IOException {
        return use(file, SlideReader::levels);
    }

    static RgbImage whole(Path file, int level) throws IOException {
        return use(file, reader -> {
            SlideLevel size = reader.levels().get(level);
            return reader.read(level, 0, 0, size.width(), size.height());
        });
    }

    static int pixel(Path file, int level, int x, int y) throws IOException {
        return use(file, reader -> rgb(reader.read(level, x, y, 1, 1), 0, 0));
    }

    static int rgb(RgbImage image, int x, int y) {
        int at = (y * image.width() + x) * 3;
        byte[] pixels = image.pixels();
        return ((pixels[at] & 0xff) << 16) | ((pixels[at + 1] & 0xff) << 8) | (pixels[at + 2] & 0xff);
    }

    /** Opens a slide and reads all of its level 0: one of the two is refused. */
    static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Path file, ErrorCode code) {
        return assertThatThrownBy(() -> whole(file, 0))
                .isInstanceOfSatisfying(
                        DomainException.class, refusal -> org.assertj.core.api.Assertions.assertThat(refusal.code())
                                .isEqualTo(code));
    }

    /** A real slide; the test is skipped where there is none. */
    static Path real(String name) {
        Path file = Path.of(System.getProperty("cancernet.shared.data", "missing"), "wsi", name);
        Assumptions.assumeTrue(Files.exists(file), "skipped: cancernet.shared.data has no wsi/" + name);
        return file;
    }
}
