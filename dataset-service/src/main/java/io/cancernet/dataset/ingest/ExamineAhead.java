package io.cancernet.dataset.ingest;

import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.extraction.Beside;
import io.cancernet.dataset.extraction.Extraction;
import io.cancernet.dataset.extraction.SlideExtractor;
import io.cancernet.dataset.layout.PatchLayout;
import io.cancernet.dataset.layout.SourceScan;
import io.cancernet.dataset.source.PatchSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The slides of an archive, examined in order: the next one while the caller stores the last, if memory may hold both.
 * The caller then has its images in memory, so that only one of the two reads the source. Used by one thread.
 */
final class ExamineAhead implements AutoCloseable {

    private final SlideExtractor extractor;
    private final PatchSource source;
    private final PatchLayout layout;
    private final @Nullable MicronsPerPixel mpp;
    private final Queue<SourceScan.ScannedSlide> left;
    private final Beside<Examined> ahead = new Beside<>("examine-ahead");

    /** @param mpp of the submission, which need not know it */
    ExamineAhead(
            SlideExtractor extractor,
            PatchSource source,
            PatchLayout layout,
            @Nullable MicronsPerPixel mpp,
            List<SourceScan.ScannedSlide> slides) {
        this.extractor = extractor;
        this.source = source;
        this.layout = layout;
        this.mpp = mpp;
        this.left = new ArrayDeque<>(slides);
    }

    boolean hasNext() {
        return !left.isEmpty();
    }

    /**
     * The next slide.
     *
     * @throws CancellationException when the calling thread is interrupted
     */
    Examined next() {
        SourceScan.ScannedSlide slide = left.remove();
        if (!ahead.started()) {
            ahead.start(() -> examine(slide));
        }
        Examined examined = ahead.result();
        SourceScan.ScannedSlide following = left.peek();
        if (following != null && extractor.holdsBoth(slide, following)) {
            ahead.start(() -> examine(following));
        }
        return examined;
    }

    private Examined examine(SourceScan.ScannedSlide slide) {
        MicronsPerPixel resolution = layout.mpp(slide.name(), mpp);
        Steps steps = new Steps();
        return new Examined(
                slide,
                resolution,
                steps.time("examine", () -> extractor.examine(source, slide, layout, resolution)),
                steps);
    }

    /** Waits until nothing reads the source any more. */
    @Override
    public void close() {
        ahead.close();
    }

    /** A slide that was examined, and how long that took. */
    record Examined(SourceScan.ScannedSlide slide, MicronsPerPixel mpp, Extraction extraction, Steps steps) {}
}
