package io.cancernet.dataset.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.dataset.testing.SmallHeap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkDirectoryTest {

    @TempDir
    Path parent;

    @Test
    void what_a_process_that_died_left_behind_is_removed() throws IOException {
        SmallHeap.run("64m", DiesAtWork.class, parent.toString());
        assertThat(below(parent)).anyMatch(file -> file.endsWith("slide.tif"));

        try (WorkDirectory next = WorkDirectory.in(parent)) {
            assertThat(below(parent)).noneMatch(file -> file.endsWith("slide.tif"));
            assertThat(next.path()).isEmptyDirectory();
        }
    }

    @Test
    void what_somebody_works_with_stays() throws IOException {
        Files.writeString(parent.resolve("other.txt"), "of somebody else");
        try (WorkDirectory first = WorkDirectory.in(parent)) {
            Path file = Files.writeString(first.path().resolve("a.part"), "at work");
            try (WorkDirectory second = WorkDirectory.in(parent)) {
                assertThat(second.path()).isNotEqualTo(first.path());
                assertThat(file).exists();
            }
            assertThat(file).exists();
        }

        assertThat(below(parent)).containsExactly(parent.resolve("other.txt"));
    }

    @Test
    void folder_goes_with_its_files_and_what_its_links_lead_to_stays() throws IOException {
        Path kept = Files.writeString(parent.resolve("original.tif"), "an original");
        try (TemporaryFolder folder = TemporaryFolder.in(parent)) {
            Files.createSymbolicLink(folder.place("slide/data.tif"), kept);
            Files.createSymbolicLink(folder.place("all"), parent);
            Files.writeString(folder.place("slide.tif"), "a copy");
        }

        assertThat(below(parent)).containsExactly(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a.tif", "a/../../b.tif", "/etc/a.tif", "", ".", "a/..", "a\0b"})
    void name_that_leads_out_of_the_folder_is_refused(String name) {
        try (TemporaryFolder folder = TemporaryFolder.in(parent)) {
            assertThatThrownBy(() -> folder.place(name))
                    .isInstanceOfSatisfying(
                            DomainException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSAFE_ARCHIVE_PATH));
        }
    }

    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    /** Ends with a file in its work directory, as a killed process does: nothing is closed. */
    static final class DiesAtWork {

        private DiesAtWork() {}

        public static void main(String[] arguments) throws IOException {
            WorkDirectory work = WorkDirectory.in(Path.of(arguments[0]));
            Files.writeString(TemporaryFolder.in(work.path()).place("case/slide.tif"), "a copy");
            Runtime.getRuntime().halt(0);
        }
    }
}
