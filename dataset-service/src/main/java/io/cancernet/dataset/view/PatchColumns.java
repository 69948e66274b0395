package io.cancernet.dataset.view;

import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.patch.IndexLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Patches of a slide by column: the n-th number of each belongs to the n-th patch. Pixels are those of the picture's
 * highest level.
 *
 * @param count patches of the slide, of which these may be a part
 * @param x coordinate by which a patch is known, as in its index line
 * @param left pixels from the left border of the picture
 * @param top pixels from its upper border
 * @param labels 0 or 1, null where there is none
 * @param width pixels that a patch covers, but for the odd ones
 * @param odd patches of another size, such as those at a border
 * @param next cursor of the next part; absent on the last
 */
public record PatchColumns(
        SlideId slideId,
        ExtractionId extractionId,
        ViewKind kind,
        int count,
        List<Integer> x,
        List<Integer> y,
        List<Long> left,
        List<Long> top,
        List<@Nullable Integer> labels,
        double width,
        double height,
        List<OddSize> odd,
        @Nullable String next) {

    /** A patch of another size; the number is its place in these columns. */
    public record OddSize(int number, double width, double height) {}

    /** Collects patches. */
    static final class Builder {

        private final ViewedSlide viewed;
        private final int count;
        private final int first;
        private final double pixelsOfOne;
        private final List<Integer> x = new ArrayList<>();
        private final List<Integer> y = new ArrayList<>();
        private final List<Long> left = new ArrayList<>();
        private final List<Long> top = new ArrayList<>();
        private final List<@Nullable Integer> labels = new ArrayList<>();
        private final List<OddSize> odd = new ArrayList<>();

        Builder(ViewedSlide viewed, int count, int first, double pixelsOfOne) {
            this.viewed = viewed;
            this.count = count;
            this.first = first;
            this.pixelsOfOne = pixelsOfOne;
        }

        void add(IndexLine line, long atLeft, long atTop) {
            if (line.width() != viewed.slide().patchWidth()
                    || line.height() != viewed.slide().patchHeight()) {
                odd.add(new OddSize(x.size(), line.width() * pixelsOfOne, line.height() * pixelsOfOne));
            }
            x.add(line.x());
            y.add(line.y());
            left.add(atLeft);
            top.add(atTop);
            labels.add(line.label());
        }

        PatchColumns build() {
            int end = first + x.size();
            return new PatchColumns(
                    viewed.slide().slideId(),
                    viewed.slide().extractionId(),
                    viewed.kind(),
                    count,
                    x,
                    y,
                    left,
                    top,
                    labels,
                    viewed.slide().patchWidth() * pixelsOfOne,
                    viewed.slide().patchHeight() * pixelsOfOne,
                    odd,
                    end < count ? Integer.toString(end) : null);
        }
    }
}
