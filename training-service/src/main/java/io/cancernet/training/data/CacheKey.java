package io.cancernet.training.data;

import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.Resize;
import io.cancernet.common.image.RgbImage;
import java.util.Locale;

/**
 * What decides the bytes of a cache.
 *
 * @param manifest of the dataset whose lines are the rows
 * @param patches number of rows
 */
public record CacheKey(Sha256 manifest, int patches, int width, int height, Resize resize) {

    public CacheKey {
        if (patches < 1 || width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "a cache holds patches of some size: %d of %dx%d".formatted(patches, width, height));
        }
    }

    int patchBytes() {
        return width * height * RgbImage.CHANNELS;
    }

    /** Size of the cache. */
    public long bytes() {
        return (long) patches * patchBytes();
    }

    /** Name of the cache's file within its folder. */
    public String fileName() {
        return "%s-%dx%d-%s.rgb"
                .formatted(manifest, width, height, resize.name().toLowerCase(Locale.ROOT));
    }
}
