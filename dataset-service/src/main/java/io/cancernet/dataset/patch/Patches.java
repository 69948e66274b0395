package io.cancernet.dataset.patch;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.dataset.slide.Slide;
import io.cancernet.dataset.slide.SlideRepository;
import io.cancernet.dataset.slide.Slides;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looking patches up, by the slide that they were cut from. */
@ApplicationScoped
public class Patches {

    private final Slides slides;
    private final SlideRepository extractions;
    private final RecentIndexes indexes;
    private final ObjectStore store;

    public Patches(Slides slides, SlideRepository extractions, RecentIndexes indexes, ObjectStore store) {
        this.slides = slides;
        this.extractions = extractions;
        this.indexes = indexes;
        this.store = store;
    }

    /**
     * The patches of a slide in the order of its index.
     *
     * @param extraction the latest one when absent
     */
    public Page<StoredPatch> list(
            SlideId slideId, @Nullable ExtractionId extraction, PatchFilter filter, PageRequest page) {
        Slide slide = slide(slideId, extraction);
        List<IndexLine> lines = indexes.of(slide);
        List<StoredPatch> found = new ArrayList<>();
        for (int number = after(page); number < lines.size() && found.size() <= page.limit(); number++) {
            if (filter.takes(lines.get(number))) {
                found.add(new StoredPatch(slide, number, lines.get(number)));
            }
        }
        return Page.of(found, page, last -> Integer.toString(last.number()));
    }

    private static int after(PageRequest page) {
        if (page.cursor() == null) {
            return 0;
        }
        try {
            return Math.addExact(Integer.parseUnsignedInt(page.cursor()), 1);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("cursor '%s' is not one of this list".formatted(page.cursor()), e);
        }
    }

    /** One patch. @throws DomainException {@code not-found} */
    public StoredPatch get(SlideId slideId, @Nullable ExtractionId extraction, PatchId patchId) {
        Slide slide = slide(slideId, extraction);
        List<IndexLine> lines = indexes.of(slide);
        for (int number = 0; number < lines.size(); number++) {
            if (lines.get(number).patchId().equals(patchId)) {
                return new StoredPatch(slide, number, lines.get(number));
            }
        }
        throw new DomainException(
                ErrorCode.NOT_FOUND,
                "There is no patch %s in extraction %s of slide %s. GET /api/v1/slides/%s/patches lists those there are."
                        .formatted(patchId, slide.extractionId(), slideId, slideId));
    }

    /** The image file of a patch. @throws DomainException {@code hash-mismatch} when it is damaged or gone */
    public PatchBytes image(StoredPatch patch) {
        PatchLocation image = patch.line().image();
        byte[] bytes;
        try {
            bytes = store.getRange(image.shard(), image.offset(), image.length());
        } catch (ObjectNotFoundException e) {
            throw new DomainException(ErrorCode.HASH_MISMATCH, refusal(patch, "is gone from the object store"), e);
        }
        if (!Sha256.of(bytes).equals(image.sha256())) {
            throw new DomainException(ErrorCode.HASH_MISMATCH, refusal(patch, "has other bytes than were stored"));
        }
        return new PatchBytes(bytes);
    }

    private static String refusal(StoredPatch patch, String what) {
        return "The patch %s %s. Verify the datasets that hold it, and ingest the slide again."
                .formatted(patch.line().patchId(), what);
    }

    private Slide slide(SlideId slideId, @Nullable ExtractionId extraction) {
        if (extraction == null) {
            return slides.get(slideId);
        }
        return extractions
                .findExtraction(extraction)
                .filter(slide -> slide.slideId().equals(slideId))
                .orElseThrow(() -> new DomainException(
                        ErrorCode.NOT_FOUND,
                        "There is no extraction %s of slide %s. Leave it out for the latest one."
                                .formatted(extraction, slideId)));
    }
}
