package io.cancernet.dataset.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.objectstore.InMemoryObjectStore;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.JsonLines;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.layout.QuarantineReason;
import io.cancernet.dataset.layout.QuarantinedFile;
import io.cancernet.dataset.layout.SourceScan;
import io.cancernet.dataset.slide.PseudonymKey;
import io.cancernet.dataset.source.PatchSource;
import io.cancernet.dataset.source.SourceLimits;
import io.cancernet.dataset.source.Sources;
import io.cancernet.dataset.testing.Pngs;
import io.cancernet.dataset.testing.Tree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlideExtractorTest {

    private static final CaseId CASE = new CaseId("7");
    private static final MicronsPerPixel MPP = new MicronsPerPixel(4);
    private static final int MAX_SHARD_BYTES = 40_000;

    @TempDir
    private Path folder;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final PatchInspector inspector = new PatchInspector(new PatchImageCodec(), 100_000, 2);
    private int folders;

    @AfterEach
    void closeInspector() {
        inspector.close();
    }

    @Test
    void every_patch_lies_where_the_index_says() throws IOException {
        List<IndexLine> lines = index(store(new Tree().patches("7", 4, 6)));

        assertThat(lines).hasSize(10);
        assertThat(lines).extracting(IndexLine::patchId).doesNotHaveDuplicates();
        assertThat(lines)
                .filteredOn(line -> Integer.valueOf(1).equals(line.label()))
                .hasSize(4);
        for (IndexLine line : lines) {
            byte[] image = store.getRange(
                    line.image().shard(), line.image().offset(), line.image().length());
            assertThat(Sha256.of(image)).isEqualTo(line.image().sha256());
            assertThat(new PatchImageCodec().decode(image).width()).isEqualTo(line.width());
        }
    }

    @Test
    void shards_are_plain_tars_within_the_limit() throws IOException {
        List<IndexLine> lines = index(store(new Tree().patches("7", 4, 6)));
        List<String> shards =
                lines.stream().map(line -> line.image().shard()).distinct().toList();

        assertThat(shards).hasSizeGreaterThan(1);
        int entries = 0;
        for (String shard : shards) {
            byte[] bytes = store.get(shard);
            assertThat(bytes.length).isLessThanOrEqualTo(MAX_SHARD_BYTES);
            try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(bytes))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    IndexLine line = lines.get(entries++);
                    assertThat(entry.getName()).isEqualTo(line.patchId() + ".png");
                    assertThat(entry.getLastModifiedTime().toMillis()).isZero();
                    assertThat(entry.getUserName()).isEmpty();
                    assertThat(Sha256.of(tar.readAllBytes()))
                            .isEqualTo(line.image().sha256());
                }
            }
        }
        assertThat(entries).isEqualTo(10);
        assertThat(folder.toFile().listFiles((dir, name) -> name.endsWith(".tar")))
                .isEmpty();
    }

    @Test
    void same_patches_under_another_prefix_give_the_same_bytes() throws IOException {
        ObjectRef plain = store(new Tree().patches("7", 2, 2));
        byte[] shard = store.get(index(plain).get(0).image().shard());
        ObjectRef twice = store(new Tree().patches("7", 2, 2).twiceUnder("0_archive"));

        assertThat(twice).isEqualTo(plain);
        assertThat(store.get(index(twice).get(0).image().shard())).isEqualTo(shard);
    }

    @Test
    void other_resolution_or_bytes_make_another_extraction() {
        Extraction first = examine(new Tree().patches("7", 1, 1), MPP);

        assertThat(examine(new Tree().patches("7", 1, 1), new MicronsPerPixel(2))
                        .id())
                .isNotEqualTo(first.id());
        assertThat(examine(new Tree().patches("7", 1, 2), MPP).id()).isNotEqualTo(first.id());
        assertThat(examine(new Tree().patches("7", 1, 2), MPP).slideId()).isEqualTo(first.slideId());
    }

    @Test
    void tree_that_is_there_twice_counts_each_repeat() {
        Extraction extraction = examine(new Tree().patches("7", 2, 3).twiceUnder("IDC_regular_ps50_idx5"), MPP);

        assertThat(extraction.patches()).hasSize(5);
        assertThat(extraction.quarantined()).hasSize(5).allSatisfy(file -> {
            assertThat(file.reason()).isEqualTo(QuarantineReason.DUPLICATE_PATCH);
            assertThat(file.sourceName()).startsWith("IDC_regular_ps50_idx5/");
        });
    }

    @Test
    void contradicting_patches_are_all_left_out() {
        byte[] one = Pngs.patch(1);
        Extraction extraction = examine(
                new Tree()
                        .patch("7", 1, 1, 0, one)
                        .patch("7", 1, 1, 1, one)
                        .patch("7", 51, 1, 0, one)
                        .file("copy/" + Tree.patchName("7", 51, 1, 0), Pngs.patch(2))
                        .patch("7", 101, 1, 0, one),
                MPP);

        assertThat(extraction.patches())
                .extracting(each -> each.candidate().patch().x())
                .containsExactly(101);
        assertThat(extraction.quarantined())
                .hasSize(4)
                .allMatch(file -> file.reason() == QuarantineReason.CONFLICTING_PATCH);
    }

    @Test
    void broken_images_are_quarantined_by_what_they_are() {
        byte[] whole = Pngs.patch(1);
        Extraction extraction = examine(
                new Tree()
                        .file(Tree.patchName("7", 1, 1, 0), "I am a text")
                        .patch("7", 51, 1, 0, Arrays.copyOf(whole, whole.length / 2))
                        .patch("7", 101, 1, 0, new byte[0])
                        .patch("7", 151, 1, 0, new byte[100_001])
                        .patch("7", 201, 1, 0, Pngs.sized(1, 5000, 1))
                        .patch("7", 251, 1, 0, Pngs.sized(1, 12, 50)),
                MPP);

        assertThat(extraction.patches())
                .extracting(UsablePatch::width, UsablePatch::height)
                .containsExactly(tuple(12, 50));
        assertThat(extraction.quarantined())
                .extracting(QuarantinedFile::sourceName, QuarantinedFile::reason)
                .containsExactlyInAnyOrder(
                        tuple(Tree.patchName("7", 1, 1, 0), QuarantineReason.NOT_AN_IMAGE),
                        tuple(Tree.patchName("7", 51, 1, 0), QuarantineReason.UNDECODABLE_IMAGE),
                        tuple(Tree.patchName("7", 101, 1, 0), QuarantineReason.NOT_AN_IMAGE),
                        tuple(Tree.patchName("7", 151, 1, 0), QuarantineReason.IMAGE_TOO_LARGE),
                        tuple(Tree.patchName("7", 201, 1, 0), QuarantineReason.IMAGE_TOO_LARGE));
        assertThat(extraction.in()).isEqualTo(6);
    }

    @Test
    void link_in_a_folder_is_unreadable() throws IOException {
        Path root = new Tree().patches("7", 1, 1).folder(folder.resolve("linked"));
        Files.createSymbolicLink(root.resolve(Tree.patchName("7", 901, 1, 0)), root.resolve("anything"));
        try (PatchSource source = open(root)) {
            assertThat(examine(source, MPP).quarantined())
                    .extracting(QuarantinedFile::reason)
                    .containsExactly(QuarantineReason.UNREADABLE);
        }
    }

    private ObjectRef store(Tree tree) {
        try (PatchSource source = open(tree.folder(folder.resolve("tree-" + folders++)))) {
            return extractor().store(source, examine(source, MPP));
        }
    }

    private Extraction examine(Tree tree, MicronsPerPixel mpp) {
        try (PatchSource source = open(tree.folder(folder.resolve("tree-" + folders++)))) {
            return examine(source, mpp);
        }
    }

    private Extraction examine(PatchSource source, MicronsPerPixel mpp) {
        return extractor()
                .examine(source, CASE, SourceScan.of(source.files()).cases().getOrDefault(CASE, List.of()), "idc", mpp);
    }

    private PatchSource open(Path root) {
        return new Sources(List.of(folder), new SourceLimits(1000, 10_000_000, 100)).open(root.toUri());
    }

    private SlideExtractor extractor() {
        PseudonymKey key = new PseudonymKey(Optional.of("a key for tests only"));
        return new SlideExtractor(inspector, key, store, MAX_SHARD_BYTES, folder);
    }

    private List<IndexLine> index(ObjectRef index) throws IOException {
        byte[] bytes = store.get(index.key());
        assertThat(Sha256.of(bytes)).isEqualTo(index.sha256());
        return JsonLines.read(bytes, IndexLine.class);
    }
}
