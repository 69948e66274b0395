package io.cancernet.dataset.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.dataset.patch.PatchIndexes;
import io.cancernet.dataset.slide.Slide;
import io.cancernet.dataset.slide.SlideImage;
import java.time.Duration;
import java.util.function.Supplier;

/** The mosaics of the extractions that were looked at last, as many as fit into a number of bytes. Thread-safe. */
final class Mosaics {

    /** Side of the largest canvas, pixels: several times that of the largest scans. */
    private static final long LARGEST_SIDE = 1 << 20;
    /** How long a mosaic is kept that nobody looks at. */
    private static final Duration KEPT = Duration.ofMinutes(10);
    /** What floating point may be off by, in pixels. */
    private static final double ROUNDING = 1e-6;

    private final PatchIndexes indexes;
    private final PatchPainter painter;
    private final Cache<Picture, Mosaic> recent;

    Mosaics(PatchIndexes indexes, ObjectStore store, long cacheBytes) {
        this.indexes = indexes;
        painter = new PatchPainter(store);
        recent = Caffeine.newBuilder()
                .maximumWeight(cacheBytes)
                .expireAfterAccess(KEPT)
                .weigher((Picture picture, Mosaic mosaic) -> (int) Math.min(Integer.MAX_VALUE, mosaic.weight()))
                .build();
    }

    /** The mosaic of a slide's patches. @throws DomainException when its index is gone, or no canvas holds them */
    Mosaic of(ViewedSlide viewed) {
        return recent.get(viewed.picture(), picture -> load(viewed.slide()));
    }

    void forget(SlideId slide) {
        recent.asMap().keySet().removeIf(picture -> picture.slide().equals(slide));
    }

    private Mosaic load(Slide slide) {
        PatchPlaces.Builder lines = new PatchPlaces.Builder(slide.stored());
        indexes.read(slide, lines::add);
        SlideImage image = slide.image();
        return image == null
                ? mosaic(MosaicFrame.ofArchive(lines.leastX(), lines.leastY()), lines, slide, 1, 1)
                : mosaic(frame(slide, image), lines, slide, image.width(), image.height());
    }

    /** @param width at least this much of the canvas is there, in pixels of the frame's coordinates */
    private Mosaic mosaic(MosaicFrame frame, PatchPlaces.Builder lines, Slide slide, int width, int height) {
        PatchPlaces places = withinReach(() -> lines.place(frame, slide.patchWidth(), slide.patchHeight()));
        long right = Math.max(places.right(), (long) Math.ceil(width * frame.scale() - ROUNDING));
        long bottom = Math.max(places.bottom(), (long) Math.ceil(height * frame.scale() - ROUNDING));
        if (Math.max(right, bottom) > LARGEST_SIDE) {
            throw tooLarge();
        }
        return new Mosaic(DeepZoom.of((int) right, (int) bottom), frame, places, painter);
    }

    static MosaicFrame frame(Slide slide, SlideImage image) {
        double side = slide.patchWidth() * slide.mpp().value() / image.mpp().value();
        double snapped = Math.abs(side - Math.rint(side)) < ROUNDING ? Math.rint(side) : side;
        return MosaicFrame.ofLevel0(snapped / slide.patchWidth());
    }

    private static PatchPlaces withinReach(Supplier<PatchPlaces> places) {
        try {
            return places.get();
        } catch (ArithmeticException e) {
            throw tooLarge();
        }
    }

    private static DomainException tooLarge() {
        return new DomainException(
                ErrorCode.SLIDE_TOO_LARGE,
                "The patches lie further apart than %d pixels, so there is no picture of them all. Check the coordinates in the names of their files."
                        .formatted(LARGEST_SIDE));
    }
}
