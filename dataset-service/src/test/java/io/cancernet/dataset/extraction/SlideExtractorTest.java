package io.cancernet.dataset.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.objectstore.InMemoryObjectStore;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.JsonLines;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.layout.LayoutOptions;
import io.cancernet.dataset.layout.PatchLayout;
import io.cancernet.dataset.layout.PatchLayouts;
import io.cancernet.dataset.layout.QuarantineReason;
import io.cancernet.dataset.layout.QuarantinedFile;
import io.cancernet.dataset.layout.SourceScan;
import io.cancernet.dataset.slide.PseudonymKey;
import io.cancernet.dataset.source.PatchSource;
import io.cancernet.dataset.source.SourceLimits;
import io.cancernet.dataset.source.Sources;
import io.cancernet.dataset.testing.Jpegs;
import io.cancernet.dataset.testing.Pngs;
import io.cancernet.dataset.testing.Tree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlideExtractorTest {

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

        assertThat(extraction.patches()).extracting(each -> each.position().x()).containsExactly(101);
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
                .extracting(each -> each.patch().width(), each -> each.patch().height())
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

    /** Ids and bytes are what other services and the users' own notes refer to. */
    @Test
    void ids_and_shards_of_idc_stay_as_they_were_first_released() throws IOException {
        // Written out, because compressors differ between Java runtimes.
        byte[] png = HexFormat.of()
                .parseHex("89504e470d0a1a0a0000000d4948445200000002000000020802000000fdd49a73000000194944415478"
                        + "01010e00f1ff00010203040506000708090a0b0c018f004f9e3589490000000049454e44ae426082");
        List<IndexLine> lines = index(store(
                new Tree().patch("7", 1, 1, 0, png).patch("7", 51, 1, 1, png).patch("7", 101, 1, 0, png)));

        assertThat(lines)
                .extracting(each -> each.patchId().value(), IndexLine::x)
                .containsExactly(
                        tuple("c1edb149719a6a7383280db1790557da", 101),
                        tuple("38707edc582d80de122f0043ce6ae3e9", 1),
                        tuple("3dd1de14769824f66f8efb0165956581", 51));
        String shard = lines.get(0).image().shard();
        assertThat(shard).isEqualTo("patches/c71ae295dce5cb672c60c3c918fefdda/shard-00000.tar");
        assertThat(Sha256.of(store.get(shard)).value())
                .isEqualTo("332fe75fd38bf20b1355dd5b8077b41159cc3be7ca7caeaa1311cf578e4cb4a5");
    }

    @Test
    void patches_without_coordinates_come_on_a_grid_by_name() {
        Extraction extraction = examineClassFolders(new Tree()
                .file("1/c.png", Pngs.sized(3, 40, 30))
                .file("0/b.png", Pngs.sized(2, 40, 30))
                .file("0/a.jpg", Jpegs.jfif(new int[] {9, 9, 9}, 20, 20))
                .file("0/d.png", Pngs.sized(4, 40, 30))
                .file("0/e.png", Pngs.sized(5, 40, 30)));

        assertThat(extraction.patchSize()).isEqualTo(new PatchSize(40, 30));
        assertThat(extraction.patches())
                .extracting(
                        each -> each.name().name(),
                        each -> each.position().x(),
                        each -> each.position().y(),
                        each -> each.patch().ending())
                .containsExactly(
                        tuple("0/a.jpg", 0, 0, "jpg"),
                        tuple("0/b.png", 40, 0, "png"),
                        tuple("0/d.png", 80, 0, "png"),
                        tuple("0/e.png", 0, 30, "png"),
                        tuple("1/c.png", 40, 30, "png"));
        assertThat(List.of(extraction.negative(), extraction.positive())).containsExactly(4, 1);
    }

    @Test
    void without_coordinates_names_and_labels_of_the_same_bytes_decide() {
        byte[] blank = Pngs.patch(1);
        byte[] both = Pngs.patch(2);
        Extraction extraction = examineClassFolders(new Tree()
                .file("0/a.png", blank)
                .file("0/b.png", blank)
                .file("copy/0/b.png", blank)
                .file("0/c.png", Pngs.patch(3))
                .file("copy/0/c.png", Pngs.patch(4))
                .file("0/d.png", both)
                .file("1/e.png", both));

        assertThat(extraction.patches()).extracting(each -> each.name().name()).containsExactly("0/a.png", "0/b.png");
        assertThat(extraction.quarantined())
                .extracting(QuarantinedFile::sourceName, QuarantinedFile::reason)
                .containsExactlyInAnyOrder(
                        tuple("copy/0/b.png", QuarantineReason.DUPLICATE_PATCH),
                        tuple("0/c.png", QuarantineReason.CONFLICTING_PATCH),
                        tuple("copy/0/c.png", QuarantineReason.CONFLICTING_PATCH),
                        tuple("0/d.png", QuarantineReason.CONFLICTING_PATCH),
                        tuple("1/e.png", QuarantineReason.CONFLICTING_PATCH));
    }

    private Extraction examineClassFolders(Tree tree) {
        try (PatchSource source = open(tree.folder(folder.resolve("tree-" + folders++)))) {
            return examine(source, MPP, "class-folders");
        }
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
        return examine(source, mpp, "idc");
    }

    private Extraction examine(PatchSource source, MicronsPerPixel mpp, String layoutName) {
        PatchLayout layout = PatchLayouts.of(layoutName, source.files(), LayoutOptions.DEFAULT);
        return extractor()
                .examine(source, SourceScan.of(source.files(), layout).slides().get(0), layout, mpp);
    }

    private PatchSource open(Path root) {
        return new Sources(List.of(folder), new SourceLimits(1000, 10_000_000, 100)).open(root.toUri());
    }

    private SlideExtractor extractor() {
        PseudonymKey key = new PseudonymKey(Optional.of("a key for tests only"));
        return new SlideExtractor(inspector, key, store, MAX_SHARD_BYTES, 1 << 20, folder);
    }

    private List<IndexLine> index(ObjectRef index) throws IOException {
        byte[] bytes = store.get(index.key());
        assertThat(Sha256.of(bytes)).isEqualTo(index.sha256());
        return JsonLines.read(bytes, IndexLine.class);
    }
}
