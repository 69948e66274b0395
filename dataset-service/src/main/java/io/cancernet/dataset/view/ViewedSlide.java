package io.cancernet.dataset.view;

import io.cancernet.common.id.Hashes;
import io.cancernet.dataset.slide.Slide;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A slide as a viewer wants it.
 *
 * @param original where it lies, which may name a patient: it stays in the service; absent for a mosaic
 */
public record ViewedSlide(Slide slide, @Nullable URI original) {

    /** Goes up when the same tile begins to have other pixels. */
    private static final int VERSION = 1;

    public ViewKind kind() {
        return original == null ? ViewKind.MOSAIC : ViewKind.SLIDE;
    }

    Picture picture() {
        return new Picture(slide.slideId(), slide.extractionId(), kind());
    }

    /** The same for the same pixels, and for no others: an extraction never changes. */
    public String tag(TileAddress tile, TileFormat format) {
        return Hashes.identity(
                "tile-" + VERSION, kind().slug(), slide.extractionId().value(), tile.toString(), format.ending());
    }

    @Override
    public String toString() {
        return "%s of slide %s".formatted(kind().slug(), slide.slideId());
    }
}
