package io.cancernet.dataset.ingest;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.job.JobProgress;
import io.cancernet.common.job.Lease;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.layout.QuarantineReason;
import io.cancernet.dataset.slide.PseudonymKey;
import io.cancernet.dataset.slide.Slide;
import io.cancernet.dataset.slide.SlideRepository;
import io.cancernet.dataset.wholeslide.NeedsLocalFilesException;
import io.cancernet.dataset.wholeslide.SlideFormats;
import io.cancernet.dataset.wholeslide.SlideReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.MDC;

/**
 * The ingest of one whole slide: hashed, cut, stored and committed in one go. It begins anew when it was interrupted, and
 * gives the same bytes under the same keys.
 */
@ApplicationScoped
class WholeSlideIngest {

    /** The file's own resolution and the submitted one may differ by rounding, not by more than this share. */
    private static final double SAME_RESOLUTION = 0.05;

    private final IngestLedger ledger;
    private final Staging staging;
    private final NativeAttempts nativeAttempts;
    private final SlideFormats formats;
    private final CutPlans plans;
    private final WholeSlideCutter cutter;
    private final SlideRepository slides;
    private final PseudonymKey key;
    private final IngestMetrics metrics;

    WholeSlideIngest(
            IngestLedger ledger,
            Staging staging,
            NativeAttempts nativeAttempts,
            SlideFormats formats,
            CutPlans plans,
            WholeSlideCutter cutter,
            SlideRepository slides,
            PseudonymKey key,
            IngestMetrics metrics) {
        this.ledger = ledger;
        this.staging = staging;
        this.nativeAttempts = nativeAttempts;
        this.formats = formats;
        this.plans = plans;
        this.cutter = cutter;
        this.slides = slides;
        this.key = key;
        this.metrics = metrics;
    }

    /** @param opening opens the slide's files */
    void ingest(Lease lease, JobProgress work, Ingest ingest, Opening opening) {
        try (SlideSource source = opening.open()) {
            ingestWhereverItLies(lease, work, ingest, source);
        } catch (IOException e) {
            throw Outage.isOutage(e) ? new Outage("the slide's store did not answer", e) : SlideSource.changed(e);
        } finally {
            nativeAttempts.ended(ingest.ingestId());
        }
    }

    private void ingestWhereverItLies(Lease lease, JobProgress work, Ingest ingest, SlideSource source)
            throws IOException {
        try (SlideReader reader = open(lease, ingest, source)) {
            ingest(lease, work, ingest, source, reader);
        } catch (NeedsLocalFilesException e) {
            try (SlideSource copied = staging.copy(source, work);
                    SlideReader reader = open(lease, ingest, copied)) {
                ingest(lease, work, ingest, copied, reader);
            }
        }
    }

    private SlideReader open(Lease lease, Ingest ingest, SlideSource source) throws IOException {
        return formats.open(source.files(), () -> nativeAttempts.begin(lease, ingest.ingestId()));
    }

    private void ingest(Lease lease, JobProgress work, Ingest ingest, SlideSource source, SlideReader reader)
            throws IOException {
        MicronsPerPixel mpp = resolution(reader, ingest.submission());
        CutPlan plan = plans.plan(ingest.submission(), reader.levels().get(0), mpp);
        int cells = Math.toIntExact(plan.grid(reader, mpp).cells());
        Steps steps = new Steps();
        Sha256 sha256 = steps.timeIo("hash", () -> source.hash(work));
        SlideId slideId = key.slideId(sha256);
        MDC.put("slideId", slideId.value());
        try {
            SlideToCut slide = new SlideToCut(slideId, caseId(ingest, slideId), sha256, reader, mpp, plan);
            if (ledger.begin(lease, ingest.ingestId(), cells, 1, List.of()).contains(slideId)) {
                return;
            }
            ledger.claim(lease, ingest.ingestId(), slideId, slide.caseId(), slide.extractionId());
            Optional<Slide> known = slides.findExtraction(slide.extractionId());
            SlideResult result = known.isPresent()
                    ? known(lease, ingest, known.get())
                    : steps.timeIo("cut", () -> cutter.cut(lease, work, ingest, slide));
            WorkGate.requireGoingOn(work);
            source.requireUnchanged();
            metrics.count(ledger.commit(lease, ingest.ingestId(), result.took(steps.seconds())), result);
        } finally {
            MDC.remove("slideId");
        }
    }

    private SlideResult known(Lease lease, Ingest ingest, Slide slide) {
        ledger.progress(lease, ingest.ingestId(), new Ingest.Progress(slide.in(), slide.in()));
        Map<QuarantineReason, Integer> cells =
                slide.image() == null ? Map.of() : slide.image().cellsLeftOut();
        return new SlideResult(
                slide.slideId(), slide.caseId(), slide, slide.in(), slide.stored(), List.of(), cells, Map.of());
    }

    /** A slide of which nobody said whose it is is a case of its own. */
    private CaseId caseId(Ingest ingest, SlideId slideId) {
        CaseId submitted = ingest.submission().caseId();
        Optional<CaseId> known = slides.find(slideId).map(Slide::caseId);
        if (submitted != null && known.isPresent() && !known.get().equals(submitted)) {
            throw new DomainException(
                    ErrorCode.CONFLICT,
                    "The same file was submitted before, as slide %s of another case. Submit it with that case, or delete the slide first."
                            .formatted(slideId));
        }
        return known.orElseGet(() -> submitted == null ? key.caseId("slide " + slideId) : submitted);
    }

    private static MicronsPerPixel resolution(SlideReader reader, Submission submission) {
        MicronsPerPixel given = submission.mpp();
        Optional<MicronsPerPixel> stated = reader.mpp();
        if (given == null) {
            return stated.orElseThrow(
                    () -> new DomainException(
                            ErrorCode.SLIDE_MPP_MISSING,
                            "The slide does not say how large its pixels are. Submit it with mpp, the microns per pixel of its largest level: about 0.25 for a 40x scan, 0.5 for 20x."));
        }
        if (stated.isPresent() && Math.abs(stated.get().value() / given.value() - 1) > SAME_RESOLUTION) {
            throw new DomainException(
                    ErrorCode.CONFLICT,
                    "The slide says that it has %s microns per pixel, the submission says %s. Leave mpp out, or correct it."
                            .formatted(stated.get().value(), given.value()));
        }
        return stated.orElse(given);
    }

    /** Opens the files of a slide. */
    @FunctionalInterface
    interface Opening {
        SlideSource open() throws IOException;
    }
}
