package io.cancernet.dataset.ingest;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.job.JobHandler;
import io.cancernet.common.job.JobProgress;
import io.cancernet.common.job.Lease;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.dataset.extraction.Extraction;
import io.cancernet.dataset.extraction.SlideExtractor;
import io.cancernet.dataset.layout.Candidate;
import io.cancernet.dataset.layout.IdcLayout;
import io.cancernet.dataset.layout.SourceScan;
import io.cancernet.dataset.slide.Slide;
import io.cancernet.dataset.slide.SlideRepository;
import io.cancernet.dataset.source.PatchSource;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * The work of an ingest. The source is checked as a whole before anything is written; then each case is committed on its
 * own, so that an ingest which was interrupted goes on where it stood.
 */
@ApplicationScoped
class IngestJob implements JobHandler {

    static final String KIND = "ingest";
    private static final Logger LOG = Logger.getLogger(IngestJob.class);

    private final IngestLedger ledger;
    private final SourceOpener sources;
    private final SlideExtractor extractor;
    private final SlideRepository slides;
    private final MeterRegistry metrics;
    private final Clock clock = Clock.systemUTC();

    IngestJob(
            IngestLedger ledger,
            SourceOpener sources,
            SlideExtractor extractor,
            SlideRepository slides,
            MeterRegistry metrics) {
        this.ledger = ledger;
        this.sources = sources;
        this.extractor = extractor;
        this.slides = slides;
        this.metrics = metrics;
    }

    @Override
    public void run(Lease lease, JobProgress work) {
        MDC.put("ingestId", lease.jobId());
        try {
            Ingest ingest = ledger.find(new IngestId(lease.jobId()))
                    .orElseThrow(() -> new IllegalStateException("no ingest " + lease.jobId()));
            run(lease, work, ingest);
            sources.forget(ingest);
        } finally {
            MDC.remove("ingestId");
        }
    }

    private void run(Lease lease, JobProgress work, Ingest ingest) {
        try (PatchSource source = sources.open(ingest)) {
            SourceScan scan = SourceScan.of(source.files());
            requireGoingOn(work);
            Set<CaseId> done = ledger.begin(lease, ingest.ingestId(), scan);
            for (Map.Entry<CaseId, List<Candidate>> each : scan.cases().entrySet()) {
                if (!done.contains(each.getKey())) {
                    ingestCase(lease, work, ingest, source, each.getKey(), each.getValue());
                }
            }
            ledger.finish(lease, ingest.ingestId());
            LOG.infof("ingested %s", ingest.submission().uri());
        } catch (DomainException e) {
            LOG.infof("rejected %s: %s", ingest.submission().uri(), e.getMessage());
            ledger.reject(
                    lease, ingest.ingestId(), new Ingest.Rejection(e.code().slug(), String.valueOf(e.getMessage())));
        }
    }

    private void ingestCase(
            Lease lease, JobProgress work, Ingest ingest, PatchSource source, CaseId caseId, List<Candidate> files) {
        Submission submission = ingest.submission();
        Extraction extraction = extractor.examine(source, caseId, files, submission.layout(), submission.mpp());
        MDC.put("slideId", extraction.slideId().value());
        try {
            requireGoingOn(work);
            Optional<Slide> slide = extraction.patches().isEmpty()
                    ? Optional.empty()
                    : Optional.of(slides.findExtraction(extraction.id())
                            .orElseGet(() -> newSlide(ingest, extraction, extractor.store(source, extraction))));
            requireGoingOn(work);
            CaseResult result = new CaseResult(
                    caseId,
                    slide.orElse(null),
                    extraction.in(),
                    extraction.patches().size(),
                    extraction.quarantined());
            boolean added = ledger.commit(lease, ingest.ingestId(), result);
            count(added, result);
        } finally {
            MDC.remove("slideId");
        }
    }

    private Slide newSlide(Ingest ingest, Extraction extraction, ObjectRef index) {
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
                ingest.submission().mpp(),
                IdcLayout.PATCH_SIDE,
                IdcLayout.PATCH_SIDE,
                index,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private void count(boolean added, CaseResult result) {
        if (added) {
            metrics.counter("cancernet.patches.stored").increment(result.stored());
        }
        metrics.counter("cancernet.patches.quarantined")
                .increment(result.quarantined().size());
        LOG.infof(
                "case %s: %d patches %s, %d quarantined",
                result.caseId(),
                result.stored(),
                added ? "stored" : "known already",
                result.quarantined().size());
    }

    private static void requireGoingOn(JobProgress work) {
        if (!work.mayContinue()) {
            throw new CancellationException("the ingest stops here and goes on when it is taken up again");
        }
    }

    @Override
    public void abandon(Lease lease, RuntimeException failure) {
        IngestId id = new IngestId(lease.jobId());
        ledger.reject(
                lease,
                id,
                new Ingest.Rejection(
                        ErrorCode.INTERNAL_ERROR.slug(),
                        "The ingest failed several times; the log of dataset-service says why. Slides that were done stay."));
        ledger.find(id).ifPresent(sources::forget);
    }
}
