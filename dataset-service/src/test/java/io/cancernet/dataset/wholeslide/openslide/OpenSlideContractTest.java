package io.cancernet.dataset.wholeslide.openslide;

import io.cancernet.dataset.source.LocalFileBytes;
import io.cancernet.dataset.testing.SyntheticTiff;
import io.cancernet.dataset.wholeslide.SlideFiles;
import io.cancernet.dataset.wholeslide.SlideReaderContract;
import io.cancernet.dataset.wholeslide.SlideReaderProvider;
import io.cancernet.dataset.work.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contract of slide readers, kept through OpenSlide. */
class OpenSlideContractTest {

    @Nested
    class AperioJpeg extends OpenSlideSlide {

        @Override
        Path file() {
            Path file = Path.of(System.getProperty("cancernet.shared.data", "missing"), "wsi/CMU-1-Small-Region.svs");
            Assumptions.assumeTrue(
                    Files.exists(file), "skipped: cancernet.shared.data has no wsi/" + file.getFileName());
            return file;
        }
    }

    @Nested
    class PyramidOfOddSizes extends OpenSlideSlide {

        @TempDir
        private Path folder;

        @Override
        Path file() throws IOException {
            return new SyntheticTiff(701, 523, (level, x, y) -> (x * 31 + y * 1_000_003 + level * 7) * 0x9e3779b1)
                    .levels(1, 2, 5)
                    .tiles(128, 80)
                    .write(folder.resolve("slide.tif"));
        }
    }

    private abstract static class OpenSlideSlide extends SlideReaderContract {

        @TempDir
        private Path scratch;

        abstract Path file() throws IOException;

        @Override
        protected SlideReaderProvider provider() {
            return new OpenSlides(WorkDirectory.in(scratch));
        }

        @Override
        protected SlideFiles slide() throws IOException {
            OpenSlideLibraries.assumeInstalled();
            return new SlideFiles(List.of(LocalFileBytes.open(file(), "slide")));
        }
    }
}
