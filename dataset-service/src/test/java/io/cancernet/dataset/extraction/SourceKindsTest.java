package io.cancernet.dataset.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.objectstore.InMemoryObjectStore;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.layout.LayoutOptions;
import io.cancernet.dataset.layout.PatchLayout;
import io.cancernet.dataset.layout.PatchLayouts;
import io.cancernet.dataset.layout.SourceScan;
import io.cancernet.dataset.slide.PseudonymKey;
import io.cancernet.dataset.source.PatchSource;
import io.cancernet.dataset.source.SourceLimits;
import io.cancernet.dataset.source.Sources;
import io.cancernet.dataset.testing.CountedBytes;
import io.cancernet.dataset.testing.Jpegs;
import io.cancernet.dataset.testing.Pngs;
import io.cancernet.dataset.testing.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A source is what its files are, however they are packed and however much of them memory holds. */
class SourceKindsTest {

    private static final long ALL = 1_000_000;
    /** Two patches. */
    private static final long LITTLE = 16_000;

    @TempDir
    private Path folder;

    private final PatchInspector inspector = new PatchInspector(new PatchImageCodec(), 100_000, 2);

    @AfterEach
    void closeInspector() {
        inspector.close();
    }

    @ParameterizedTest
    @CsvSource({
        "zip, 1000000",
        "tar, 1000000",
        "tar.gz, 1000000",
        "folder, 16000",
        "zip, 16000",
        "tar, 16000",
        "tar.gz, 16000"
    })
    void every_kind_gives_the_same_ids_and_bytes(String kind, long bufferBytes) throws IOException {
        Map<String, byte[]> expected = stored(idc(), "folder", ALL, "idc");

        assertThat(expected).hasSizeGreaterThan(4);
        assertSame(stored(idc(), kind, bufferBytes, "idc"), expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip", "tar", "tar.gz"})
    void patches_without_coordinates_do_so_too(String kind) throws IOException {
        assertSame(
                stored(classFolders(), kind, LITTLE, "class-folders"),
                stored(classFolders(), "folder", ALL, "class-folders"));
    }

    @ParameterizedTest
    @ValueSource(longs = {ALL, LITTLE})
    void grouped_archive_is_inflated_once_to_list_and_once_to_read(long bufferBytes) throws IOException {
        Tree tree = new Tree();
        for (int i = 10; i < 30; i++) {
            tree.patch("8", i, 1, 0, Pngs.patch(i));
        }
        Path archive = tree.tar(folder.resolve("counted.tar.gz"));
        CountedBytes bytes = CountedBytes.open(archive);

        try (PatchSource source = new Sources(List.of(), limits()).openArchive(bytes)) {
            long listing = bytes.bytesRead();
            SourceScan scan = scan(source, "idc");
            Extraction extraction = examine(source, scan.slides().get(0), layout(source, "idc"), bufferBytes);
            extractor(new InMemoryObjectStore(), bufferBytes).store(source, extraction);

            assertThat(listing).isLessThan(bytes.length() * 2);
            // What memory does not hold is read once more to be stored.
            int readings = bufferBytes == ALL ? 1 : 2;
            assertThat(bytes.bytesRead() - listing)
                    .isBetween(bytes.length() * readings * 9 / 10, bytes.length() * readings);
        }
    }

    @Test
    void file_that_changes_after_it_was_looked_at_leaves_nothing_behind() throws IOException {
        Path root = new Tree().patches("7", 3, 3).folder(folder.resolve("changing"));
        InMemoryObjectStore store = new InMemoryObjectStore();
        try (PatchSource source = new Sources(List.of(folder), limits()).open(root.toUri())) {
            Extraction extraction = examine(source, scan(source, "idc").slides().get(0), layout(source, "idc"), LITTLE);
            Path last = root.resolve(extraction.patches().get(5).file().name());
            byte[] other = Files.readAllBytes(last);
            other[other.length - 1] ^= 1;
            Files.setLastModifiedTime(Files.write(last, other), Files.getLastModifiedTime(root.resolve("7/0")));

            assertThatThrownBy(() -> extractor(store, LITTLE).store(source, extraction))
                    .isInstanceOfSatisfying(
                            DomainException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_CHANGED));
            assertThat(store.list("")).isEmpty();
        }
    }

    private static Tree idc() {
        return new Tree().patches("7", 3, 6).patches("8", 1, 2).file("readme.txt", "about");
    }

    private static Tree classFolders() {
        Tree tree = new Tree().file("train/1/z.jpg", Jpegs.jfif(new int[] {200, 10, 10}, 50, 50));
        for (int i = 9; i >= 0; i--) {
            tree.file("test/0/" + i + ".png", Pngs.patch(i));
        }
        return tree;
    }

    private Map<String, byte[]> stored(Tree tree, String kind, long bufferBytes, String layoutName) throws IOException {
        InMemoryObjectStore store = new InMemoryObjectStore();
        try (PatchSource source = open(tree, kind)) {
            assertThat(source.isSequential()).isEqualTo(kind.equals("tar.gz"));
            for (SourceScan.ScannedSlide slide : scan(source, layoutName).slides()) {
                Extraction extraction = examine(source, slide, layout(source, layoutName), bufferBytes);
                assertThat(extraction.quarantined()).isEmpty();
                extractor(store, bufferBytes).store(source, extraction);
            }
        }
        Map<String, byte[]> objects = new LinkedHashMap<>();
        store.list("").forEach(key -> objects.put(key, store.get(key)));
        return objects;
    }

    private static void assertSame(Map<String, byte[]> objects, Map<String, byte[]> expected) {
        assertThat(objects.keySet()).isEqualTo(expected.keySet());
        objects.forEach((key, bytes) -> assertThat(bytes).as(key).isEqualTo(expected.get(key)));
    }

    private PatchSource open(Tree tree, String kind) {
        Path path = folder.resolve("source." + kind);
        Path written =
                switch (kind) {
                    case "folder" -> tree.folder(path);
                    case "zip" -> tree.zip(path);
                    default -> tree.tar(path);
                };
        return new Sources(List.of(folder), limits()).open(written.toUri());
    }

    private static SourceLimits limits() {
        return new SourceLimits(1000, 10_000_000, 100);
    }

    private static PatchLayout layout(PatchSource source, String name) {
        return PatchLayouts.of(name, source.files(), LayoutOptions.DEFAULT);
    }

    private static SourceScan scan(PatchSource source, String layoutName) {
        return SourceScan.of(source.files(), layout(source, layoutName));
    }

    private Extraction examine(
            PatchSource source, SourceScan.ScannedSlide slide, PatchLayout layout, long bufferBytes) {
        return extractor(new InMemoryObjectStore(), bufferBytes).examine(source, slide, layout, new MicronsPerPixel(4));
    }

    private SlideExtractor extractor(InMemoryObjectStore store, long bufferBytes) {
        PseudonymKey key = new PseudonymKey(Optional.of("a key for tests only"));
        return new SlideExtractor(inspector, key, store, 40_000, bufferBytes, folder);
    }
}
