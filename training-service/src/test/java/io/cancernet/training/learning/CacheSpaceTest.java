package io.cancernet.training.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.common.id.Sha256;
import java.io.IOException;
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

    private void write(String name, int bytes, long second) throws IOException {
        Path file = Files.write(folder.resolve(name), new byte[bytes]);
        Files.setLastModifiedTime(file, FileTime.fromMillis(second * 1000));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
