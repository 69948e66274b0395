package io.cancernet.dataset.ingest;

import io.cancernet.common.id.SlideId;
import io.cancernet.common.job.JobProgress;
import io.cancernet.common.job.JobYielded;
import io.cancernet.common.job.Lease;
import io.cancernet.common.json.Json;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.extraction.Extraction;
import io.cancernet.dataset.extraction.SlideExtractor;
import io.cancernet.dataset.layout.CasePattern;
import io.cancernet.dataset.layout.LayoutOptions;
import io.cancernet.dataset.layout.PatchLayout;
import io.cancernet.dataset.layout.PatchLayouts;
import io.cancernet.dataset.layout.SlideName;
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
import java.util.TreeMap;
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
        Submission submission = ingest.submission();
        PatchLayout layout = PatchLayouts.of(submission.layout(), source.files(), options(submission));
        SourceScan named = SourceScan.of(source.files(), layout);
        SourceScan scan = source.isSequential() ? named.inOrderOfAppearance() : named;
        // A missing resolution is found out before anything is written.
        scan.slides().forEach(each -> layout.mpp(each.name(), submission.mpp()));
        WorkGate.requireGoingOn(work);
        Set<SlideId> done =
                ledger.begin(lease, ingest.ingestId(), scan.in(), scan.slides().size(), scan.unassigned());
        List<SourceScan.ScannedSlide> left = scan.slides().stream()
                .filter(each -> !done.contains(key.slideId(layout.name(), each.name())))
                .toList();
        try (ExamineAhead slidesLeft = new ExamineAhead(extractor, source, layout, submission.mpp(), left)) {
            while (slidesLeft.hasNext()) {
                store(lease, work, ingest, source, layout, slidesLeft.next());
                if (work.shouldYield()) {
                    throw new JobYielded();
                }
            }
        }
        source.requireUnchanged();
    }

    private static LayoutOptions options(Submission submission) {
        ArchiveOptions archive = Objects.requireNonNullElse(submission.archive(), ArchiveOptions.DEFAULT);
        String casePattern = archive.casePattern();
        return new LayoutOptions(
                archive.sourceSplit() == SourceSplit.KEEP,
                casePattern == null ? null : new CasePattern(casePattern),
                submission.caseId(),
                submission.label());
    }

    private void store(
            Lease lease,
            JobProgress work,
            Ingest ingest,
            PatchSource source,
            PatchLayout layout,
            ExamineAhead.Examined examined) {
        Extraction extraction = examined.extraction();
        Steps steps = examined.steps();
        MDC.put("slideId", extraction.slideId().value());
        try {
            WorkGate.requireGoingOn(work);
            if (!extraction.patches().isEmpty()) {
                ledger.claim(lease, ingest.ingestId(), extraction.slideId(), extraction.caseId(), extraction.id());
            }
            Optional<Slide> slide = extraction.patches().isEmpty()
                    ? Optional.empty()
                    : Optional.of(slides.findExtraction(extraction.id())
                            .orElseGet(() -> newSlide(
                                    ingest,
                                    extraction,
                                    examined.mpp(),
                                    parameters(layout, examined.slide().name()),
                                    steps.time("store", () -> extractor.store(source, extraction)))));
            WorkGate.requireGoingOn(work);
            SlideResult result = new SlideResult(
                    extraction.slideId(),
                    extraction.caseId(),
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

    private static String parameters(PatchLayout layout, SlideName slide) {
        Map<String, String> parameters = new TreeMap<>(Map.of("layout", layout.name()));
        if (!slide.part().isEmpty()) {
            parameters.put("part", slide.part());
        }
        return Json.text(parameters);
    }

    private Slide newSlide(
            Ingest ingest, Extraction extraction, MicronsPerPixel mpp, String parameters, ObjectRef index) {
        return new Slide(
                extraction.slideId(),
                extraction.caseId(),
                extraction.id(),
                ingest.ingestId(),
                ingest.submission().purpose(),
                extraction.in(),
                extraction.patches().size(),
                extraction.quarantined().size(),
                extraction.negative(),
                extraction.positive(),
                mpp,
                extraction.patchSize().width(),
                extraction.patchSize().height(),
                index,
                null,
                null,
                parameters,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
