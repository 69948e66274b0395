package io.cancernet.dataset.wholeslide.tile;

import io.cancernet.common.image.RgbImage;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The tiles of a slide that were used last, as many as a number of bytes holds. Thread-safe: a tile that two threads
 * want is decoded once, and different tiles are decoded at the same time.
 */
public final class TileCache {

    /** A row of 256-pixel tiles of a level 85,000 pixels wide. */
    public static final long DEFAULT_BYTES = 64L << 20;

    private final long maxBytes;
    private final Map<Key, CompletableFuture<RgbImage>> tiles = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    public TileCache() {
        this(DEFAULT_BYTES);
    }

    /** @param maxBytes of decoded pixels, beyond those that a caller holds */
    public TileCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * The tile kept, or decoded now. A failure is not kept.
     *
     * @param index of the tile in its level
     */
    public RgbImage get(int level, long index, Decoding decoding) throws IOException {
        Key key = new Key(level, index);
        CompletableFuture<RgbImage> mine = new CompletableFuture<>();
        CompletableFuture<RgbImage> known;
        synchronized (tiles) {
            known = tiles.putIfAbsent(key, mine);
        }
        if (known != null) {
            try {
                return known.join();
            } catch (CompletionException e) {
                // Whoever decoded it tells its own caller; this one finds out for itself.
                return decoding.decode();
            }
        }
        return decode(key, mine, decoding);
    }

    /** Forgets all tiles. */
    public void clear() {
        synchronized (tiles) {
            tiles.clear();
            bytes = 0;
        }
    }

    private RgbImage decode(Key key, CompletableFuture<RgbImage> mine, Decoding decoding) throws IOException {
        try {
            RgbImage tile = decoding.decode();
            mine.complete(tile);
            keep(key, mine, tile);
            return tile;
        } finally {
            if (!mine.isDone()) {
                synchronized (tiles) {
                    tiles.remove(key, mine);
                }
                mine.completeExceptionally(new IllegalStateException("the tile was not decoded"));
            }
        }
    }

    private void keep(Key key, CompletableFuture<RgbImage> mine, RgbImage tile) {
        synchronized (tiles) {
            if (tiles.get(key) != mine) {
                return;
            }
            bytes += tile.pixels().length;
            Iterator<CompletableFuture<RgbImage>> eldest = tiles.values().iterator();
            while (bytes > maxBytes && eldest.hasNext()) {
                CompletableFuture<RgbImage> each = eldest.next();
                if (each.isDone() && each != mine) {
                    bytes -= each.join().pixels().length;
                    eldest.remove();
                }
            }
        }
    }

    private record Key(int level, long index) {}

    /** The decoding of one tile. */
    public interface Decoding {

        RgbImage decode() throws IOException;
    }
}
