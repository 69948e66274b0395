package io.cancernet.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.Resize;
import io.cancernet.common.image.RgbImage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatchCacheTest {

    private static final int PATCHES = 300;

    @TempDir
    Path folder;

    private final PatchImageCodec codec = new PatchImageCodec();
    private final CacheKey key = new CacheKey(Sha256.of(new byte[0]), PATCHES, 6, 5, Resize.NEAREST);

    @Test
    void cache_holdsEveryPatchAtItsRowInTheSizeAskedFor() throws IOException {
        PatchCache cache = PatchCache.openOrFill(folder.resolve("new"), key, all());

        byte[] pixels = new byte[6 * 5 * 3];
        for (int row : new int[] {0, 1, 150, PATCHES - 1}) {
            cache.read(row, pixels);
            assertThat(pixels).isEqualTo(Resize.NEAREST.apply(patch(row), 6, 5).pixels());
        }
        assertThat(cache.count()).isEqualTo(PATCHES);
        assertThat(files(folder.resolve("new"))).isEqualTo(1);
    }

    @Test
    void wholeCache_isOpenedWithoutTheSource() throws IOException {
        PatchCache.openOrFill(folder, key, all());
        AtomicInteger asked = new AtomicInteger();

        PatchCache again = PatchCache.openOrFill(folder, key, sink -> asked.incrementAndGet());

        byte[] pixels = new byte[6 * 5 * 3];
        again.read(7, pixels);
        assertThat(pixels).isEqualTo(Resize.NEAREST.apply(patch(7), 6, 5).pixels());
        assertThat(asked).hasValue(0);
    }

    @Test
    void cacheThatIsUsed_isYoungAgain() throws IOException {
        PatchCache.openOrFill(folder, key, all());
        Path file = folder.resolve(key.fileName());
        FileTime longAgo = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(file, longAgo);

        PatchCache.openOrFill(folder, key, all());

        assertThat(Files.getLastModifiedTime(file)).isGreaterThan(longAgo);
    }

    @Test
    void diskThatFillsUp_isSaidToBeFull() throws IOException {
        Path full = Path.of("/dev/full");
        assumeThat(full).as("a device that is always full").exists();
        try (FileChannel channel = FileChannel.open(full, StandardOpenOption.WRITE);
                CacheFiller filler = new CacheFiller(key, codec, channel)) {
            assertThatExceptionOfType(DomainException.class)
                    .isThrownBy(() -> {
                        all().forEach(filler);
                        filler.finish();
                    })
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DISK_FULL))
                    .withMessageContaining("cancernet.training.cache-dir");
        }
    }

    @Test
    void otherKey_isAnotherCache() throws IOException {
        PatchCache.openOrFill(folder, key, all());
        PatchCache.openOrFill(folder, new CacheKey(key.manifest(), PATCHES, 6, 5, Resize.BILINEAR), all());

        assertThat(files(folder)).isEqualTo(2);
    }

    @Test
    void patchThatCannotBeDecoded_failsTheCacheWithItsRowAndLeavesNothing() throws IOException {
        PatchSource broken = sink -> {
            for (int row = 0; row < PATCHES; row++) {
                byte[] encoded = codec.encodePng(patch(row));
                sink.accept(row, row == 42 ? Arrays.copyOf(encoded, 60) : encoded);
            }
        };

        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> PatchCache.openOrFill(folder, key, broken))
                .withMessageContaining("row 42")
                .matches(e -> e.code() == ErrorCode.UNDECODABLE_IMAGE);
        assertThat(files(folder)).isZero();
    }

    @Test
    void missingAndRepeatedPatches_failTheCache() throws IOException {
        PatchSource short2 = sink -> {
            for (int row = 2; row < PATCHES; row++) {
                sink.accept(row, codec.encodePng(patch(row)));
            }
        };
        PatchSource twice = sink -> {
            sink.accept(3, codec.encodePng(patch(3)));
            sink.accept(3, codec.encodePng(patch(3)));
        };

        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> PatchCache.openOrFill(folder, key, short2))
                .withMessageContaining("2 of 300 patches are missing, row 0 first");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> PatchCache.openOrFill(folder, key, twice))
                .withMessageContaining("row 3");
        assertThat(files(folder)).isZero();
    }

    @Test
    void sourceThatFails_leavesNothing() throws IOException {
        PatchSource away = sink -> {
            sink.accept(0, codec.encodePng(patch(0)));
            throw new IOException("the store is away");
        };

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> PatchCache.openOrFill(folder, key, away))
                .withMessageContaining("away");
        assertThat(files(folder)).isZero();
    }

    private PatchSource all() {
        return sink -> {
            for (int row = PATCHES - 1; row >= 0; row--) {
                sink.accept(row, codec.encodePng(patch(row)));
            }
        };
    }

    private static RgbImage patch(int row) {
        byte[] pixels = new byte[8 * 7 * 3];
        new Random(row).nextBytes(pixels);
        return new RgbImage(8, 7, pixels);
    }

    private static long files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.count();
        }
    }
}
