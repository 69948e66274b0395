package io.cancernet.training.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheSpaceTest {

    @TempDir
    Path folder;

    @Test
    void oldestCaches_goFirst() throws IOException {
        write("old.rgb", 60, 1);
        write("newer.rgb", 60, 2);
        write("newest.rgb", 30, 3);
        write("other.part", 500, 0);

        CacheSpace.evict(folder, 100);

        assertThat(names()).containsExactly("newer.rgb", "newest.rgb", "other.part");
    }

    @Test
    void cachesOfAManifest_areForgottenInAnyForm() throws IOException {
        Sha256 manifest = Sha256.of(new byte[] {1});
        write(manifest + "-48x48-nearest.rgb", 1, 1);
        write(manifest + "-48x48-nearest.rgb123.part", 1, 2);
        write("other-48x48-nearest.rgb", 1, 3);

        CacheSpace.forget(folder, manifest);
        CacheSpace.forget(folder.resolve("none"), manifest);

        assertThat(names()).containsExactly("other-48x48-nearest.rgb");
    }

    @Test
    void newestCache_staysHoweverLarge() throws IOException {
        write("old.rgb", 1, 1);
        write("newest.rgb", 60, 2);

        CacheSpace.evict(folder, 10);

        assertThat(names()).containsExactly("newest.rgb");
    }

    @Test
    void roomForANewCache_isMadeOfTheOldest() throws IOException {
        write("old.rgb", 60, 1);
        write("newer.rgb", 30, 2);

        CacheSpace.require(folder, "new.rgb", 70, () -> names().contains("old.rgb") ? 20 : 80);

        assertThat(names()).containsExactly("newer.rgb");
    }

    @Test
    void diskThatIsFullEvenThen_isSaidBeforeAnythingIsRead() throws IOException {
        write("there.rgb", 60, 1);

        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> CacheSpace.require(folder, "new.rgb", 7_000_000, () -> 5_000_000))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DISK_FULL))
                .withMessageContaining("need 7 MB")
                .withMessageContaining("has 5 MB left")
                .withMessageContaining("cancernet.training.cache-dir");

        write("there.rgb", 60, 1);
        CacheSpace.require(folder, "there.rgb", 7_000_000, () -> 0);
        assertThat(names()).containsExactly("there.rgb");
    }

    private void write(String name, int bytes, long second) throws IOException {
        Path file = Files.write(folder.resolve(name), new byte[bytes]);
        Files.setLastModifiedTime(file, FileTime.fromMillis(second * 1000));
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
