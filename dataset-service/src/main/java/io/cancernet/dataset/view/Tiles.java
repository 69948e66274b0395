package io.cancernet.dataset.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cancernet.common.id.SlideId;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;

/**
 * Makes tiles, a few at a time, so that memory stays bounded however many viewers there are, and keeps the latest.
 * Thread-safe.
 */
final class Tiles {

    /** How long a tile is kept that nobody asks for. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final TileEncoder encoder;
    private final Semaphore places;
    private final Cache<TileKey, byte[]> recent;

    Tiles(TileEncoder encoder, int atOnce, long cacheBytes) {
        this.encoder = encoder;
        places = new Semaphore(atOnce, true);
        recent = Caffeine.newBuilder()
                .maximumWeight(cacheBytes)
                .expireAfterAccess(KEPT)
                .weigher((TileKey key, byte[] bytes) -> bytes.length)
                .build();
    }

    byte[] get(TileKey key, TiledImage image, TileArea area) {
        byte[] known = recent.getIfPresent(key);
        if (known != null) {
            return known;
        }
        byte[] made = make(key, image, area);
        recent.put(key, made);
        return made;
    }

    void forget(SlideId slide) {
        recent.asMap().keySet().removeIf(key -> key.picture().slide().equals(slide));
    }

    private byte[] make(TileKey key, TiledImage image, TileArea area) {
        try {
            places.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("stopped while waiting to make a tile");
        }
        try {
            return encoder.encode(image.tile(area), key.format());
        } finally {
            places.release();
        }
    }
}
