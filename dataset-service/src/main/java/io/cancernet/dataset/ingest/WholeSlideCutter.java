package io.cancernet.dataset.ingest;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.Identifiers;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.job.JobProgress;
import io.cancernet.common.job.Lease;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.JsonLinesFile;
import io.cancernet.common.patch.Labels;
import io.cancernet.dataset.extraction.ShardWriter;
import io.cancernet.dataset.extraction.SlideExtractor;
import io.cancernet.dataset.layout.QuarantineReason;
import io.cancernet.dataset.slide.Slide;
import io.cancernet.dataset.slide.SlideImage;
import io.cancernet.dataset.tiling.Cell;
import io.cancernet.dataset.tiling.CellKind;
import io.cancernet.dataset.tiling.CutSummary;
import io.cancernet.dataset.tiling.PatchCutter;
import io.cancernet.dataset.wholeslide.SlideLevel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Cuts one whole slide into stored patches: shards, index, and the list of cells that gave none. */
final class WholeSlideCutter {

    private static final long TELL_EVERY = Duration.ofSeconds(2).toNanos();

    private final PatchCutter cutter =
            new PatchCutter(new PatchImageCodec(), Runtime.getRuntime().availableProcessors());
    private final IngestLedger ledger;
    private final SlideExtractor extractor;
    private final ObjectStore store;
    private final Path workDirectory;
    private final Clock clock = Clock.systemUTC();

    WholeSlideCutter(IngestLedger ledger, SlideExtractor extractor, ObjectStore store, Path workDirectory) {
        this.ledger = ledger;
        this.extractor = extractor;
        this.store = store;
        this.workDirectory = workDirectory;
    }

    SlideResult cut(Lease lease, JobProgress work, Ingest ingest, SlideToCut slide) throws IOException {
        ExtractionId id = slide.extractionId();
        try (ShardWriter shards = extractor.writer(id);
                JsonLinesFile leftOut = JsonLinesFile.create(workDirectory)) {
            Tally tally = new Tally(slide, id, shards, leftOut);
            int cells = Math.toIntExact(
                    slide.plan().grid(slide.reader(), slide.mpp()).cells());
            long[] told = {System.nanoTime()};
            CutSummary summary =
                    cutter.cut(slide.reader(), slide.mpp(), slide.plan().tiling(), cell -> {
                        WorkGate.requireGoingOn(work);
                        tally.add(cell);
                        if (System.nanoTime() - told[0] > TELL_EVERY) {
                            ledger.progress(lease, ingest.ingestId(), new Ingest.Progress(tally.cells, cells));
                            told[0] = System.nanoTime();
                        }
                    });
            requireTissue(tally, summary);
            leftOut.finish();
            store.put(ObjectKeys.cells(id), leftOut.path(), "application/gzip");
            ObjectRef index = shards.finish();
            ledger.progress(lease, ingest.ingestId(), new Ingest.Progress(tally.cells, cells));
            return result(ingest, slide, tally, summary, index);
        }
    }

    private static void requireTissue(Tally tally, CutSummary summary) {
        if (tally.cells == 0) {
            throw new DomainException(
                    ErrorCode.SLIDE_NO_TISSUE,
                    "The slide is smaller than one patch of %d px, which covers %.1f px of it a side. Ask for smaller or finer patches."
                            .formatted(
                                    summary.grid().patchSize(), summary.grid().side()));
        }
        if (tally.stored == 0) {
            throw new DomainException(
                    ErrorCode.SLIDE_NO_TISSUE,
                    "No cell of the slide's grid can be used: %s. Check the slide and its resolution; a lower minTissue keeps more of a pale one."
                            .formatted(tally.reasons()));
        }
    }

    private SlideResult result(Ingest ingest, SlideToCut slide, Tally tally, CutSummary summary, ObjectRef index) {
        SlideLevel level = slide.reader().levels().get(0);
        int patchSize = slide.plan().tiling().patchSize();
        Slide cut = new Slide(
                slide.slideId(),
                slide.caseId(),
                slide.extractionId(),
                ingest.ingestId(),
                ingest.submission().purpose(),
                tally.cells,
                tally.stored,
                tally.cells - tally.stored,
                tally.negative,
                tally.positive,
                slide.plan().tiling().mpp(),
                patchSize,
                patchSize,
                index,
                new SlideImage(level.width(), level.height(), slide.mpp(), tally.leftOutByReason),
                slide.sourceSha256(),
                CutParameters.of(slide, summary).json(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        return new SlideResult(
                slide.slideId(),
                slide.caseId(),
                cut,
                tally.cells,
                tally.stored,
                List.of(),
                tally.leftOutByReason,
                Map.of());
    }

    /** What has come of the cells so far. */
    private static final class Tally {

        private final SlideToCut slide;
        private final ExtractionId id;
        private final ShardWriter shards;
        private final JsonLinesFile leftOut;
        private final double side;
        private final Map<QuarantineReason, Integer> leftOutByReason = new EnumMap<>(QuarantineReason.class);
        private int cells;
        private int stored;
        private int negative;
        private int positive;

        Tally(SlideToCut slide, ExtractionId id, ShardWriter shards, JsonLinesFile leftOut) {
            this.slide = slide;
            this.id = id;
            this.shards = shards;
            this.leftOut = leftOut;
            this.side = slide.plan().grid(slide.reader(), slide.mpp()).side();
        }

        String reasons() {
            return leftOutByReason.entrySet().stream()
                    .map(each -> "%s %,d".formatted(each.getKey().slug(), each.getValue()))
                    .collect(Collectors.joining(", "));
        }

        void add(Cell cell) {
            try {
                cells++;
                if (cell.png() == null) {
                    QuarantineReason reason = reason(cell.kind());
                    leftOutByReason.merge(reason, 1, Integer::sum);
                    leftOut.add(CellLeftOut.of(cell, reason));
                } else {
                    store(cell, cell.png());
                }
            } catch (IOException e) {
                // Of the work directory, not of the slide.
                throw new UncheckedIOException("cannot write the slide's patches: " + e.getMessage(), e);
            }
        }

        private void store(Cell cell, Cell.Png png) throws IOException {
            @Nullable Integer label = slide.plan().labels().label(cell.x(), cell.y(), side);
            int size = slide.plan().tiling().patchSize();
            shards.add(
                    new ShardWriter.Place(
                            Identifiers.patchId(id, cell.x() + "," + cell.y()),
                            cell.x(),
                            cell.y(),
                            size,
                            size,
                            label,
                            null),
                    "png",
                    png.bytes(),
                    png.sha256());
            stored++;
            if (label != null) {
                if (label == Labels.POSITIVE) {
                    positive++;
                } else {
                    negative++;
                }
            }
        }

        private static QuarantineReason reason(CellKind kind) {
            return switch (kind) {
                case BACKGROUND -> QuarantineReason.BACKGROUND;
                case PEN -> QuarantineReason.PEN;
                case BLURRED -> QuarantineReason.BLURRED;
                case TISSUE -> throw new IllegalArgumentException("a tissue cell has a patch");
            };
        }
    }
}
