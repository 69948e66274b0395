package io.cancernet.dataset.wholeslide.openslide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.dataset.source.FileBytes;
import io.cancernet.dataset.source.SourceLimits;
import io.cancernet.dataset.source.Sources;
import io.cancernet.dataset.testing.MemoryFile;
import io.cancernet.dataset.testing.Tree;
import io.cancernet.dataset.wholeslide.NeedsLocalFilesException;
import io.cancernet.dataset.wholeslide.SlideFiles;
import io.cancernet.dataset.wholeslide.SlideReader;
import io.cancernet.dataset.work.WorkDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A native library is shown the files of a slide and nothing else. */
class SlideViewTest {

    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, 1, 2};
    private static final String SLIDEDAT =
            "\uFEFF[HIERARCHICAL]\r\nINDEXFILE = Index.dat\r\n[DATAFILE]\r\nFILE_0 = D0.dat\r\n";
    private static final String VMS = "[Virtual Microscope Specimen]\nImageFile=scan.jpg\nMapFile=map.jpg\n";

    @TempDir
    Path folder;

    @TempDir
    Path scratch;

    private final WatchingLibrary library = new WatchingLibrary();
    private final List<FileBytes> open = new ArrayList<>();
    private WorkDirectory work;
    private OpenSlides reader;

    @BeforeEach
    void makeReader() {
        work = WorkDirectory.in(scratch);
        reader = new OpenSlides(Optional.of(library), work);
    }

    @AfterEach
    void nothing_is_left_to_look_at() {
        assertThat(work.path()).isEmptyDirectory();
        open.forEach(FileBytes::close);
        work.close();
    }

    @Test
    void mirax_slide_is_shown_with_its_folder_alone() throws IOException {
        SlideFiles files = local(mirax().file("other.mrxs", JPEG).file("other/Slidedat.ini", SLIDEDAT), "s.mrxs");

        assertThat(reader.recognises(files)).isTrue();
        try (SlideReader slide = reader.open(files)) {
            assertThat(slide.format()).isEqualTo("3DHISTECH MRXS");
            assertThat(slide.read(0, 0, 0, 1, 1).pixels()).containsExactly(-1, 0, 0);
            assertThat(library.seen()).containsExactly("s.mrxs", "s/D0.dat", "s/Index.dat", "s/Slidedat.ini");
        }
    }

    @Test
    void folder_that_holds_the_slide_is_the_same_slide() throws IOException {
        try (SlideReader slide = reader.open(local(mirax(), ""))) {
            assertThat(slide.format()).isEqualTo("3DHISTECH MRXS");
        }
    }

    @Test
    void vms_slide_is_shown_with_its_images_alone() throws IOException {
        Tree tree = new Tree()
                .file("s.vms", VMS)
                .file("scan.jpg", "1")
                .file("map.jpg", "2")
                .file("secret.jpg", "3");

        try (SlideReader slide = reader.open(local(tree, "s.vms"))) {
            assertThat(slide.format()).startsWith("Hamamatsu");
            assertThat(library.seen()).containsExactly("map.jpg", "s.vms", "scan.jpg");
        }
    }

    @Test
    void mirax_slide_whose_folder_is_missing_is_unreadable_and_says_what_belongs_to_it() throws IOException {
        SlideFiles files = local(new Tree().file("s.mrxs", JPEG).file("t/Slidedat.ini", SLIDEDAT), "");

        assertThat(reader.recognises(files)).isTrue();
        assertRefused(() -> reader.open(files), ErrorCode.SLIDE_UNREADABLE, "folder of the same name");
    }

    @Test
    void mirax_slide_that_lacks_a_file_which_it_names_is_unreadable() {
        Tree tree =
                new Tree().file("s.mrxs", JPEG).file("s/Slidedat.ini", SLIDEDAT).file("s/Index.dat", "");

        assertRefused(() -> reader.open(local(tree, "s.mrxs")), ErrorCode.SLIDE_UNREADABLE, "missing");
    }

    @Test
    void slide_that_names_a_file_elsewhere_is_refused_whatever_it_is_called() {
        Tree mirax = mirax().file("s/Slidedat.ini", SLIDEDAT.replace("D0.dat", "../../secret.dat"));
        Tree vms =
                new Tree().file("s.tif", VMS.replace("map.jpg", "../map.jpg")).file("scan.jpg", "1");

        assertRefused(() -> reader.open(local(mirax, "s.mrxs")), ErrorCode.SOURCE_NOT_ALLOWED, "another folder");
        assertRefused(() -> reader.recognises(local(vms, "s.tif")), ErrorCode.SOURCE_NOT_ALLOWED, "another folder");
    }

    @Test
    void folder_of_two_slides_is_refused() {
        Tree tree = new Tree().file("a.scn", "II*\0one").file("b.scn", "II*\0two");

        assertRefused(() -> reader.open(local(tree, "")), ErrorCode.SLIDE_UNSUPPORTED, "several slides");
    }

    @Test
    void slide_that_lies_elsewhere_is_known_and_asked_for() throws IOException {
        for (MemoryFile main : List.of(
                new MemoryFile("s.mrxs", JPEG),
                new MemoryFile("s.ndpi", "II*\0".getBytes(StandardCharsets.US_ASCII)),
                new MemoryFile("s.vms", VMS.getBytes(StandardCharsets.US_ASCII)))) {
            SlideFiles files = new SlideFiles(List.of(new MemoryFile("a.txt", new byte[3]), main));

            assertThat(reader.recognises(files)).isTrue();
            assertThatThrownBy(() -> reader.open(files)).isInstanceOf(NeedsLocalFilesException.class);
        }
        assertThat(library.seen()).isEmpty();
    }

    private static Tree mirax() {
        return new Tree()
                .file("s.mrxs", JPEG)
                .file("s/Slidedat.ini", SLIDEDAT)
                .file("s/Index.dat", "1")
                .file("s/D0.dat", "2");
    }

    private SlideFiles local(Tree tree, String slide) {
        Path root = tree.folder(folder.resolve("root-" + open.size()));
        List<FileBytes> files = new Sources(List.of(root), new SourceLimits(10, 1 << 20, 100))
                .openFiles(root.resolve(slide).toUri());
        open.addAll(files);
        return new SlideFiles(files);
    }

    private static void assertRefused(ThrowingCallable call, ErrorCode code, String why) {
        assertThatThrownBy(call)
                .hasMessageContaining(why)
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
