package io.cancernet.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.dataset.testing.Tree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of archives that are too long for memory are copied piece by piece. */
class CopiedEntriesTest {

    private static final int LONG = 300_001;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"zip", "tar", "tar.gz"})
    void every_entry_is_copied_whole_in_whatever_order(String kind) throws IOException {
        Tree tree =
                new Tree().file("a/1.dcm", noise(1)).file("a/2.dcm", noise(2)).file("empty.dcm", new byte[0]);
        Path archive = folder.resolve("archive." + kind);
        try (PatchSource source = open(kind.equals("zip") ? tree.zip(archive) : tree.tar(archive))) {
            assertThat(source.isArchive()).isTrue();
            List<SourceFile> backwards = source.files().stream()
                    .sorted(Comparator.comparingInt(SourceFile::index).reversed())
                    .toList();
            for (SourceFile file : backwards) {
                ByteArrayOutputStream copy = new ByteArrayOutputStream();
                source.copy(file, copy);
                assertThat(copy.toByteArray()).isEqualTo(source.read(file));
            }
            assertThat(backwards).extracting(SourceFile::name).containsExactly("empty.dcm", "a/2.dcm", "a/1.dcm");
        }
    }

    @Test
    void entry_of_a_zip_that_is_damaged_is_not_copied_silently() throws IOException {
        Path archive = new Tree().file("1.dcm", noise(1)).zip(folder.resolve("archive.zip"));
        byte[] bytes = Files.readAllBytes(archive);
        bytes[LONG / 2] ^= 0x55;
        Files.write(archive, bytes);

        try (PatchSource source = open(archive)) {
            assertThatThrownBy(() -> source.copy(source.files().get(0), new ByteArrayOutputStream()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void file_of_any_bytes_is_no_archive_and_says_so() throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            Path file = Files.write(folder.resolve("noise.bin"), noise(seed));

            try (FileBytes bytes = LocalFileBytes.open(file, "noise.bin")) {
                assertThat(Sources.isArchive(bytes)).isFalse();
            }
            assertThatThrownBy(() -> open(file)).isInstanceOfSatisfying(DomainException.class, e -> assertThat(e.code())
                    .isEqualTo(ErrorCode.SOURCE_UNREADABLE));
        }
    }

    private PatchSource open(Path archive) {
        return new Sources(List.of(folder), new SourceLimits(10, 10_000_000, 100)).open(archive.toUri());
    }

    private static byte[] noise(int seed) {
        byte[] bytes = new byte[LONG];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
