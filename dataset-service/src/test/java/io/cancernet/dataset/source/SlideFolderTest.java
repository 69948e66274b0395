package io.cancernet.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.dataset.testing.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of slides that have several, found from the one that was submitted. */
class SlideFolderTest {

    private static final SourceLimits LIMITS = new SourceLimits(10, 1 << 20, 100);
    private static final String VMS = """
            [Virtual Microscope Specimen]
            NoLayers=1
            ImageFile=scan.jpg
            ImageFile(1,0)=scan_1_0.jpg
            MapFile=map.jpg
            OptimisationFile=scan.opt
            MacroImage=macro.jpg
            AuthCode=../not a file
            """;

    @TempDir
    private Path folder;

    @Test
    void mirax_slide_has_the_folder_of_its_name() {
        Path root = new Tree()
                .file("s.mrxs", "a thumbnail")
                .file("s/Slidedat.ini", "[DATAFILE]\nFILE_0=Data0000.dat\n")
                .file("s/Data0000.dat", "pixels")
                .file("other.mrxs", "another slide")
                .folder(folder.resolve("root"));

        assertThat(names(root, "s.mrxs")).containsExactly("s.mrxs", "s/Data0000.dat", "s/Slidedat.ini");
        assertRefused(root, "other.mrxs", ErrorCode.SLIDE_UNREADABLE, "folder of the same name");
    }

    @Test
    void folder_of_a_mirax_slide_that_is_a_link_is_refused_wherever_it_leads() throws IOException {
        Path root = new Tree()
                .file("s.mrxs", "a thumbnail")
                .file("elsewhere/Slidedat.ini", "")
                .folder(folder.resolve("root"));
        Files.createSymbolicLink(root.resolve("s"), root.resolve("elsewhere"));

        assertRefused(root, "s.mrxs", ErrorCode.SOURCE_NOT_ALLOWED, "symbolic link");
    }

    @Test
    void link_among_the_files_of_a_folder_is_refused_to_a_file_as_to_a_folder() throws IOException {
        Path secret = new Tree().file("secret.dat", "outside").folder(folder.resolve("outside"));
        for (Path target : List.of(secret, secret.resolve("secret.dat"))) {
            Path root = new Tree()
                    .file("s.mrxs", "a thumbnail")
                    .file("s/Slidedat.ini", "")
                    .folder(folder.resolve("root-" + target.getFileName()));
            Files.createSymbolicLink(root.resolve("s/Data0000.dat"), target);

            assertRefused(root, "s.mrxs", ErrorCode.SOURCE_NOT_ALLOWED, "symbolic link");
            assertRefused(root, "", ErrorCode.SOURCE_NOT_ALLOWED, "symbolic link");
        }
    }

    @Test
    void slide_that_a_link_leads_to_has_the_files_beside_it() throws IOException {
        Path root = new Tree()
                .file("archive/s.mrxs", "a thumbnail")
                .file("archive/s/Slidedat.ini", "")
                .folder(folder.resolve("root"));
        Files.createSymbolicLink(root.resolve("today.mrxs"), root.resolve("archive/s.mrxs"));

        assertThat(names(root, "today.mrxs")).containsExactly("s.mrxs", "s/Slidedat.ini");
    }

    @Test
    void vms_slide_has_the_files_that_it_names() {
        Path root = images(new Tree().file("s.vms", VMS))
                .file("scan.opt", "")
                .file("other.jpg", "of another slide")
                .folder(folder.resolve("root"));

        assertThat(names(root, "s.vms"))
                .as("the macro image is not needed")
                .containsExactly("s.vms", "map.jpg", "scan.jpg", "scan.opt", "scan_1_0.jpg");
    }

    @Test
    void vms_slide_without_one_of_its_images_is_refused() throws IOException {
        Path root = images(new Tree().file("s.vms", VMS)).folder(folder.resolve("root"));
        Files.delete(root.resolve("scan_1_0.jpg"));

        assertRefused(root, "s.vms", ErrorCode.SLIDE_UNREADABLE, "missing");
    }

    @Test
    void vms_slide_of_which_an_image_is_a_link_is_refused() throws IOException {
        Path root = images(new Tree().file("s.vms", VMS)).folder(folder.resolve("root"));
        Files.move(root.resolve("map.jpg"), folder.resolve("map.jpg"));
        Files.createSymbolicLink(root.resolve("map.jpg"), folder.resolve("map.jpg"));

        assertRefused(root, "s.vms", ErrorCode.SOURCE_NOT_ALLOWED, "symbolic link");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret.jpg", "/etc/passwd", "sub/scan.jpg", "..", "..\\secret.jpg"})
    void vms_slide_that_names_a_file_elsewhere_is_refused(String name) {
        Path root = images(new Tree().file("s.vms", VMS.replace("=map.jpg", " = " + name + " ")))
                .folder(folder.resolve("root"));

        assertRefused(root, "s.vms", ErrorCode.SOURCE_NOT_ALLOWED, "in another folder");
    }

    private static Tree images(Tree tree) {
        return tree.file("scan.jpg", "1").file("scan_1_0.jpg", "2").file("map.jpg", "3");
    }

    private static List<String> names(Path root, String slide) {
        List<FileBytes> files = open(root, slide);
        files.forEach(FileBytes::close);
        return files.stream().map(FileBytes::name).toList();
    }

    private static List<FileBytes> open(Path root, String slide) {
        return new Sources(List.of(root), LIMITS).openFiles(root.resolve(slide).toUri());
    }

    private static void assertRefused(Path root, String slide, ErrorCode code, String why) {
        assertThatThrownBy(() -> open(root, slide))
                .hasMessageContaining(why)
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
