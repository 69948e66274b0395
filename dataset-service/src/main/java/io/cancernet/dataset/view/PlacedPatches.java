package io.cancernet.dataset.view;

import io.cancernet.common.page.ColumnsRequest;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.dataset.patch.RecentIndexes;
import io.cancernet.dataset.slide.Slide;
import io.cancernet.dataset.slide.SlideImage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Where a slide's patches lie on the picture that a viewer shows, for a grid or scores over it. */
@ApplicationScoped
public class PlacedPatches {

    private final Views views;
    private final RecentIndexes indexes;

    PlacedPatches(Views views, RecentIndexes indexes) {
        this.views = views;
        this.indexes = indexes;
    }

    /**
     * Some of the patches, in the order of the index.
     *
     * @throws io.cancernet.common.error.DomainException when the picture or the index cannot be read
     */
    public PatchColumns columns(ViewedSlide viewed, ColumnsRequest part) {
        ViewDescription view = views.describe(viewed);
        Slide slide = viewed.slide();
        List<IndexLine> lines = indexes.of(slide);
        int first = first(part);
        int end = (int) Math.min(lines.size(), (long) first + part.limit());
        PatchColumns.Builder columns = new PatchColumns.Builder(viewed, lines.size(), first, pixelsOfOne(viewed));
        for (IndexLine line : lines.subList(Math.min(first, end), end)) {
            columns.add(
                    line,
                    view.frame().canvasX(line.x(), slide.patchWidth()),
                    view.frame().canvasY(line.y(), slide.patchHeight()));
        }
        return columns.build();
    }

    /** Pixels of the picture to one of a patch: on the original they may be finer than the patches' own. */
    private static double pixelsOfOne(ViewedSlide viewed) {
        SlideImage image = viewed.slide().image();
        return viewed.kind() == ViewKind.MOSAIC || image == null
                ? 1
                : 1 / Mosaics.frame(viewed.slide(), image).scale();
    }

    private static int first(ColumnsRequest part) {
        if (part.cursor() == null) {
            return 0;
        }
        try {
            return Math.toIntExact(Integer.toUnsignedLong(Integer.parseUnsignedInt(part.cursor())));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("cursor '%s' is not one of this list".formatted(part.cursor()), e);
        }
    }
}
