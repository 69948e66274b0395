package io.cancernet.dataset.wholeslide.tiff;

import io.cancernet.dataset.source.LocalFileBytes;
import io.cancernet.dataset.testing.Encoding;
import io.cancernet.dataset.testing.SyntheticTiff;
import io.cancernet.dataset.wholeslide.SlideFiles;
import io.cancernet.dataset.wholeslide.SlideReaderContract;
import io.cancernet.dataset.wholeslide.SlideReaderProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contract of slide readers, kept for each kind of TIFF. */
class TiffContractTest {

    @Nested
    class AperioJpeg extends RealSlide {
        AperioJpeg() {
            super("CMU-1-Small-Region.svs");
        }
    }

    @Nested
    class AperioJpeg2000 extends RealSlide {
        AperioJpeg2000() {
            super("tcga-cr-7395-01a-01-ts1.svs");
        }
    }

    @Nested
    class PyramidInZstd extends RealSlide {
        PyramidInZstd() {
            super("yb10kx5k.zstd.tiff");
        }
    }

    @Nested
    class BigTiff extends PaintedSlide {
        BigTiff() {
            super(noise(1).levels(1, 2, 7).bigTiff().encoding(Encoding.DEFLATE));
        }
    }

    @Nested
    class BigEndianOddTiles extends PaintedSlide {
        BigEndianOddTiles() {
            super(noise(2).tiles(48, 80).levels(1, 3).bigEndian().without(0, 1, 2));
        }
    }

    @Nested
    class Strips extends PaintedSlide {
        Strips() {
            super(noise(3).strips(13));
        }
    }

    @Nested
    class OmeWithSubIfds extends PaintedSlide {
        OmeWithSubIfds() {
            super(noise(4).levels(1, 2, 4)
                    .subIfds()
                    .encoding(Encoding.JPEG)
                    .description(OmePyramidTest.image("scan", 701, 523, "")));
        }
    }

    private static SyntheticTiff noise(int seed) {
        return new SyntheticTiff(701, 523, (level, x, y) -> (x * 31 + y * 1_000_003 + level * 7 + seed) * 0x9e3779b1);
    }

    private abstract static class TiffSlide extends SlideReaderContract {

        @Override
        protected SlideReaderProvider provider() {
            return new TiffSlideReaderProvider();
        }

        static SlideFiles files(Path file) throws IOException {
            return new SlideFiles(List.of(LocalFileBytes.open(file, "slide")));
        }
    }

    private abstract static class RealSlide extends TiffSlide {

        private final Path file;

        RealSlide(String name) {
            file = Path.of(System.getProperty("cancernet.shared.data", "missing"), "wsi", name);
        }

        @Override
        protected SlideFiles slide() throws IOException {
            Assumptions.assumeTrue(
                    Files.exists(file), "skipped: cancernet.shared.data has no wsi/" + file.getFileName());
            return files(file);
        }
    }

    private abstract static class PaintedSlide extends TiffSlide {

        private final SyntheticTiff tiff;

        @TempDir
        private Path folder;

        PaintedSlide(SyntheticTiff tiff) {
            this.tiff = tiff;
        }

        @Override
        protected SlideFiles slide() throws IOException {
            return files(tiff.write(folder.resolve("slide.tif")));
        }
    }
}
