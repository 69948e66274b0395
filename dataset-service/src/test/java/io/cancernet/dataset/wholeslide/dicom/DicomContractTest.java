package io.cancernet.dataset.wholeslide.dicom;

import io.cancernet.dataset.source.LocalFileBytes;
import io.cancernet.dataset.testing.SyntheticDicom;
import io.cancernet.dataset.testing.SyntheticDicom.Offsets;
import io.cancernet.dataset.wholeslide.SlideFiles;
import io.cancernet.dataset.wholeslide.SlideReaderContract;
import io.cancernet.dataset.wholeslide.SlideReaderProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;

/** The contract of slide readers, kept for each kind of DICOM. */
class DicomContractTest {

    @Nested
    class Raw extends RealSlide {
        Raw() {
            super("raw.dicom");
        }
    }

    @Nested
    class Jpeg extends RealSlide {
        Jpeg() {
            super("multiframe_camelyon_challenge_image.dcm");
        }
    }

    @Nested
    class Jpeg2000 extends RealSlide {
        Jpeg2000() {
            super("jpeg2000.dicom");
        }
    }

    @Nested
    class FilesOfAPyramid extends DicomSlide {

        @Override
        protected SlideFiles slide() {
            return new SlideFiles(List.of(
                    noise(87, 65).level(2).file(),
                    noise(40, 30).kind("LABEL").file(),
                    noise(701, 523)
                            .syntax(SyntheticDicom.JPEG)
                            .offsets(Offsets.BASIC)
                            .file(),
                    noise(350, 261).level(1).sparse().file()));
        }
    }

    @Nested
    class SparseAndImplicit extends DicomSlide {

        @Override
        protected SlideFiles slide() {
            return new SlideFiles(List.of(noise(701, 523)
                    .syntax(SyntheticDicom.IMPLICIT)
                    .undefinedLengths()
                    .without(1, 2)
                    .file()));
        }
    }

    private abstract static class DicomSlide extends SlideReaderContract {

        @Override
        protected SlideReaderProvider provider() {
            return new DicomSlides();
        }

        static SyntheticDicom noise(int width, int height) {
            return new SyntheticDicom(
                    width, height, (level, x, y) -> (x * 31 + y * 1_000_003 + level * 7) * 0x9e3779b1);
        }
    }

    private abstract static class RealSlide extends DicomSlide {

        private final Path file;

        RealSlide(String name) {
            file = Path.of(System.getProperty("cancernet.shared.data", "missing"), "wsi", name);
        }

        @Override
        protected SlideFiles slide() throws IOException {
            Assumptions.assumeTrue(
                    Files.exists(file), "skipped: cancernet.shared.data has no wsi/" + file.getFileName());
            return new SlideFiles(List.of(LocalFileBytes.open(file, "slide")));
        }
    }
}
