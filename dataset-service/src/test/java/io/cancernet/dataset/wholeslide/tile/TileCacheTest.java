package io.cancernet.dataset.wholeslide.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.image.RgbImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TileCacheTest {

    private static final int TILE_BYTES = 2 * 2 * RgbImage.CHANNELS;

    private final TileCache cache = new TileCache(3 * TILE_BYTES);
    private final List<Long> decoded = new ArrayList<>();

    @Test
    void tile_is_decoded_once() throws IOException {
        get(1);
        get(1);

        assertThat(decoded).containsExactly(1L);
    }

    @Test
    void tile_used_longest_ago_makes_room() throws IOException {
        get(1);
        get(2);
        get(3);
        get(1);
        get(4);

        get(1);
        get(3);
        get(2);

        assertThat(decoded).containsExactly(1L, 2L, 3L, 4L, 2L);
    }

    @Test
    void same_tile_of_another_level_is_another_tile() throws IOException {
        RgbImage first = cache.get(0, 1, TileCacheTest::tile);

        assertThat(cache.get(1, 1, TileCacheTest::tile)).isNotSameAs(first);
    }

    @Test
    void failure_is_not_kept() throws IOException {
        assertThatThrownBy(() -> cache.get(0, 1, () -> {
                    throw new IOException("away");
                }))
                .isInstanceOf(IOException.class);

        get(1);

        assertThat(decoded).containsExactly(1L);
    }

    @Test
    void tile_that_many_threads_want_is_decoded_once_and_different_ones_at_the_same_time() throws Exception {
        CountDownLatch bothDecode = new CountDownLatch(2);
        AtomicInteger decodings = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<RgbImage>> wanted = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                long index = i % 2;
                wanted.add(() -> cache.get(0, index, () -> {
                    decodings.incrementAndGet();
                    bothDecode.countDown();
                    awaitQuietly(bothDecode);
                    return tile();
                }));
            }
            List<Future<RgbImage>> tiles = threads.invokeAll(wanted);

            assertThat(decodings).hasValue(2);
            for (int i = 2; i < 8; i++) {
                assertThat(tiles.get(i).get()).isSameAs(tiles.get(i % 2).get());
            }
        } finally {
            threads.shutdown();
        }
    }

    private void get(long index) throws IOException {
        cache.get(0, index, () -> {
            decoded.add(index);
            return tile();
        });
    }

    private static RgbImage tile() {
        return new RgbImage(2, 2, new byte[TILE_BYTES]);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
