package io.cancernet.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that share a folder of decoded patches. */
class SharedCacheTest {

    @TempDir
    Path folder;

    @Test
    void processesThatFillTheSameCacheAtOnce_allHaveItWhole() throws Exception {
        try (CacheProcess one = CacheProcess.start(folder);
                CacheProcess other = CacheProcess.start(folder)) {
            for (String step : List.of("runs", "half")) {
                for (CacheProcess each : List.of(one, other)) {
                    assertThat(each.hear()).isEqualTo(step);
                    each.goOn();
                }
            }

            assertThat(List.of(one.hear(), other.hear())).containsOnly(CacheProcess.expected());
        }
        assertThat(files()).containsExactly(CacheProcess.KEY.fileName());
    }

    @Test
    void cacheThatAnotherProcessDeletes_isFilledAgainOrReadToTheEnd() throws Exception {
        PatchCache mapped = filled();
        try (CacheProcess other = CacheProcess.start(folder)) {
            assertThat(other.hear()).isEqualTo("runs");
            Files.delete(folder.resolve(CacheProcess.KEY.fileName()));
            other.goOn();

            assertThat(other.hear()).as("it fills anew").isEqualTo("half");
            assertThat(CacheProcess.contents(mapped)).isEqualTo(CacheProcess.expected());
        }
    }

    @Test
    void deletionsWhileACacheIsOpened_failNothing() throws Exception {
        Path file = folder.resolve(CacheProcess.KEY.fileName());
        Thread deleter = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                file.toFile().delete();
            }
        });
        deleter.start();
        try {
            for (int i = 0; i < 20; i++) {
                assertThat(CacheProcess.contents(filled())).isEqualTo(CacheProcess.expected());
            }
        } finally {
            deleter.interrupt();
            deleter.join();
        }
    }

    @Test
    void halfACacheIsKept_untilItsProcessIsDead() throws Exception {
        try (CacheProcess filler = CacheProcess.start(folder)) {
            filler.goOn();
            assertThat(List.of(filler.hear(), filler.hear())).containsExactly("runs", "half");
            Path half = folder.resolve(files().get(0));
            age(half);

            PatchCache.deleteForsaken(folder);
            assertThat(half).exists();

            filler.kill();
            // It may have written meanwhile, since patches are decoded in the background.
            age(half);
            PatchCache.deleteForsaken(folder);
            assertThat(half).doesNotExist();
        }
    }

    @Test
    void fileThatWasJustMade_isNotTakenForForsaken() throws Exception {
        Path made = Files.createFile(folder.resolve("made.part"));

        PatchCache.deleteForsaken(folder);

        assertThat(made).exists();
    }

    private static void age(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    }

    private PatchCache filled() throws IOException {
        return CacheProcess.filled(folder);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
