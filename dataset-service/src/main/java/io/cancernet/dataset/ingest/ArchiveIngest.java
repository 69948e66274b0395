package io.cancernet.dataset.ingest;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.job.JobProgress;
import io.cancernet.common.job.JobYielded;
import io.cancernet.common.job.Lease;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.extraction.Extraction;
import io.cancernet.dataset.extraction.SlideExtractor;
import io.cancernet.dataset.layout.Candidate;
import io.cancernet.dataset.layout.IdcLayout;
import io.cancernet.dataset.layout.SourceScan;
import io.cancernet.dataset.slide.PseudonymKey;
import io.cancernet.dataset.slide.Slide;
import io.cancernet.dataset.slide.SlideRepository;
import io.cancernet.dataset.source.PatchSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.MDC;

/**
 * The ingest of a patch archive. The source is checked as a whole before anything is written; then each slide is
 * committed on its own, so that an ingest which was interrupted goes on where it stood.
 */
@ApplicationScoped
class ArchiveIngest {

    private final IngestLedger ledger;
    private final SlideExtractor extractor;
    private final SlideRepository slides;
    private final PseudonymKey key;
    private final IngestMetrics metrics;
    private final Clock clock = Clock.systemUTC();

    ArchiveIngest(
            IngestLedger ledger,
            SlideExtractor extractor,
            SlideRepository slides,
            PseudonymKey key,
            IngestMetrics metrics) {
        this.ledger = ledger;
        this.extractor = extractor;
        this.slides = slides;
        this.key = key;
        this.metrics = metrics;
    }

    void ingest(Lease lease, JobProgress work, Ingest ingest, PatchSource source) {
        SourceScan scan = SourceScan.of(source.files());
        WorkGate.requireGoingOn(work);
        Set<SlideId> done =
                ledger.begin(lease, ingest.ingestId(), scan.in(), scan.cases().size(), scan.unassigned());
        for (Map.Entry<CaseId, List<Candidate>> each : scan.cases().entrySet()) {
            if (!done.contains(key.slideId(IdcLayout.NAME, each.getKey()))) {
                ingestCase(lease, work, ingest, source, each.getKey(), each.getValue());
                if (work.shouldYield()) {
                    throw new JobYielded();
                }
            }
        }
    }

    private void ingestCase(
            Lease lease, JobProgress work, Ingest ingest, PatchSource source, CaseId caseId, List<Candidate> files) {
        MicronsPerPixel mpp = Objects.requireNonNullElse(ingest.submission().mpp(), IdcLayout.MPP);
        Steps steps = new Steps();
        Extraction extraction =
                steps.time("examine", () -> extractor.examine(source, caseId, files, IdcLayout.NAME, mpp));
        MDC.put("slideId", extraction.slideId().value());
        try {
            WorkGate.requireGoingOn(work);
            Optional<Slide> slide = extraction.patches().isEmpty()
                    ? Optional.empty()
                    : Optional.of(slides.findExtraction(extraction.id())
                            .orElseGet(() -> newSlide(
                                    ingest,
                                    extraction,
                                    mpp,
                                    steps.time("store", () -> extractor.store(source, extraction)))));
            WorkGate.requireGoingOn(work);
            SlideResult result = new SlideResult(
                    extraction.slideId(),
                    caseId,
                    slide.orElse(null),
                    extraction.in(),
                    extraction.patches().size(),
                    extraction.quarantined(),
                    Map.of(),
                    steps.seconds());
            metrics.count(ledger.commit(lease, ingest.ingestId(), result), result);
        } finally {
            MDC.remove("slideId");
        }
    }

    private Slide newSlide(Ingest ingest, Extraction extraction, MicronsPerPixel mpp, ObjectRef index) {
        int stored = extraction.patches().size();
        int positive = extraction.positive();
        return new Slide(
                extraction.slideId(),
                extraction.caseId(),
                extraction.id(),
                ingest.ingestId(),
                ingest.submission().purpose(),
                extraction.in(),
                stored,
                extraction.quarantined().size(),
                stored - positive,
                positive,
                mpp,
                IdcLayout.PATCH_SIDE,
                IdcLayout.PATCH_SIDE,
                index,
                null,
                null,
                Slide.NO_PARAMETERS,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
