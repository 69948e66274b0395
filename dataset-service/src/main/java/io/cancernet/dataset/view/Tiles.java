package io.cancernet.dataset.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cancernet.common.id.ExtractionId;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;

/**
 * Makes tiles, a few at a time, so that memory stays bounded however many viewers there are, and keeps the latest.
 * Thread-safe.
 */
final class Tiles {

    private final TileEncoder encoder;
    private final Semaphore places;
    private final Cache<TileKey, byte[]> recent;

    Tiles(TileEncoder encoder, int atOnce, long cacheBytes) {
        this.encoder = encoder;
        places = new Semaphore(atOnce, true);
        recent = Caffeine.newBuilder()
                .maximumWeight(cacheBytes)
                .weigher((TileKey key, byte[] bytes) -> bytes.length)
                .build();
    }

    byte[] get(TileKey key, TiledImage image, TileArea area) throws IOException {
        byte[] known = recent.getIfPresent(key);
        if (known != null) {
            return known;
        }
        byte[] made = make(key, image, area);
        recent.put(key, made);
        return made;
    }

    void forget(ExtractionId extraction) {
        recent.asMap().keySet().removeIf(key -> key.extraction().equals(extraction));
    }

    private byte[] make(TileKey key, TiledImage image, TileArea area) throws IOException {
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
