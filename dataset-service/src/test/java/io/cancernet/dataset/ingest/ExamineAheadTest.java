package io.cancernet.dataset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.objectstore.InMemoryObjectStore;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.extraction.PatchInspector;
import io.cancernet.dataset.extraction.SlideExtractor;
import io.cancernet.dataset.layout.LayoutOptions;
import io.cancernet.dataset.layout.PatchLayout;
import io.cancernet.dataset.layout.PatchLayouts;
import io.cancernet.dataset.layout.SourceScan;
import io.cancernet.dataset.slide.PseudonymKey;
import io.cancernet.dataset.source.PatchSource;
import io.cancernet.dataset.source.SourceFile;
import io.cancernet.dataset.source.SourceLimits;
import io.cancernet.dataset.source.Sources;
import io.cancernet.dataset.testing.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamineAheadTest {

    private static final int PATCHES = 4;

    @TempDir
    private Path folder;

    private final PatchInspector inspector = new PatchInspector(new PatchImageCodec(), 100_000, 2);
    private PatchSource files = new Watched(List.of());

    @BeforeEach
    void openTree() {
        Path root = new Tree()
                .patches("7", 1, 3)
                .patches("8", 1, 3)
                .patches("9", 1, 3)
                .folder(folder.resolve("tree"));
        files = new Sources(List.of(folder), new SourceLimits(1000, 10_000_000, 100)).open(root.toUri());
    }

    @AfterEach
    void close() {
        files.close();
        inspector.close();
    }

    @Test
    void slides_comeInTheirOrder() {
        try (ExamineAhead slides = ahead(new Watched(files.files()), Integer.MAX_VALUE)) {
            List<String> cases = new ArrayList<>();
            while (slides.hasNext()) {
                ExamineAhead.Examined next = slides.next();
                assertThat(next.extraction().patches()).hasSize(PATCHES);
                cases.add(next.slide().name().caseId().value());
            }
            assertThat(cases).containsExactly("7", "8", "9");
        }
    }

    @Test
    void slideAfterTheLast_isReadWithoutBeingAskedFor() throws InterruptedException {
        Watched source = new Watched(files.files());
        try (ExamineAhead slides = ahead(source, Integer.MAX_VALUE)) {
            slides.next();
            assertThat(source.second.await(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void twoSlidesThatMemoryCannotHold_areReadOneAfterTheOther() {
        Watched source = new Watched(files.files());
        int oneSlide = source.files().stream()
                .filter(file -> file.name().contains("7_idx5"))
                .mapToInt(file -> (int) file.size())
                .sum();
        try (ExamineAhead slides = ahead(source, oneSlide + 1)) {
            slides.next();
            slides.next();
            assertThat(source.read).hasSize(2 * PATCHES);
        }
        assertThat(source.read).hasSize(2 * PATCHES);
    }

    @Test
    void slideThatIsRefused_isSoAtItsTurn() {
        Watched source = new Watched(files.files());
        source.refused = "9_idx5";
        try (ExamineAhead slides = ahead(source, Integer.MAX_VALUE)) {
            slides.next();
            slides.next();
            assertThatExceptionOfType(DomainException.class)
                    .isThrownBy(slides::next)
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SOURCE_CHANGED));
        }
    }

    private ExamineAhead ahead(PatchSource source, int bufferBytes) {
        PatchLayout layout = PatchLayouts.of("idc", source.files(), LayoutOptions.DEFAULT);
        SlideExtractor extractor = new SlideExtractor(
                inspector,
                new PseudonymKey(Optional.of("a key for tests only")),
                new InMemoryObjectStore(),
                1 << 20,
                bufferBytes,
                folder);
        return new ExamineAhead(
                extractor,
                source,
                layout,
                new MicronsPerPixel(4),
                SourceScan.of(source.files(), layout).slides());
    }

    /** The tree, with a note of what was read. */
    private final class Watched implements PatchSource {

        private final List<SourceFile> listed;
        private final List<String> read = Collections.synchronizedList(new ArrayList<>());
        private final CountDownLatch second = new CountDownLatch(PATCHES);
        private String refused = "nothing";

        Watched(List<SourceFile> listed) {
            this.listed = listed;
        }

        @Override
        public List<SourceFile> files() {
            return listed;
        }

        @Override
        public byte[] read(SourceFile file) throws IOException {
            read.add(file.name());
            if (file.name().contains("8_idx5")) {
                second.countDown();
            }
            if (file.name().contains(refused)) {
                throw new DomainException(ErrorCode.SOURCE_CHANGED, "a file has other bytes than before");
            }
            return files.read(file);
        }

        @Override
        public void requireUnchanged() {
            files.requireUnchanged();
        }

        @Override
        public void close() {}
    }
}
