package io.cancernet.dataset.ingest;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.job.JobHandler;
import io.cancernet.common.job.JobProgress;
import io.cancernet.common.job.Lease;
import io.cancernet.dataset.source.PatchSource;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** The work of an ingest: finds out what the source is and hands it to who can read it. */
@ApplicationScoped
class IngestJob implements JobHandler {

    static final String KIND = "ingest";
    private static final Logger LOG = Logger.getLogger(IngestJob.class);

    private final IngestLedger ledger;
    private final SourceOpener sources;
    private final ArchiveIngest archives;
    private final WholeSlideIngest wholeSlides;
    private final IngestMetrics metrics;

    IngestJob(
            IngestLedger ledger,
            SourceOpener sources,
            ArchiveIngest archives,
            WholeSlideIngest wholeSlides,
            IngestMetrics metrics) {
        this.ledger = ledger;
        this.sources = sources;
        this.archives = archives;
        this.wholeSlides = wholeSlides;
        this.metrics = metrics;
    }

    @Override
    public void run(Lease lease, JobProgress work) {
        MDC.put("ingestId", lease.jobId());
        try {
            Ingest ingest = ledger.find(new IngestId(lease.jobId()))
                    .orElseThrow(() -> new IllegalStateException("no ingest " + lease.jobId()));
            sources.forget(ingest, run(lease, work, ingest));
        } finally {
            MDC.remove("ingestId");
        }
    }

    private IngestState run(Lease lease, JobProgress work, Ingest ingest) {
        try {
            ingest(lease, work, ingest);
            ledger.finish(lease, ingest.ingestId());
            metrics.finished();
            LOG.info("ingested");
            return IngestState.INGESTED;
        } catch (DomainException e) {
            // The detail may name files, and their names patients: it goes to who asks, not into the log.
            LOG.infof("rejected: %s", e.code().slug());
            ledger.reject(
                    lease, ingest.ingestId(), new Ingest.Rejection(e.code().slug(), String.valueOf(e.getMessage())));
            metrics.rejected(e.code());
            return IngestState.REJECTED;
        }
    }

    private void ingest(Lease lease, JobProgress work, Ingest ingest) {
        Submission submission = ingest.submission();
        boolean namedSo = submission.layout().equals(Submission.WHOLE_SLIDE);
        boolean looksSo = submission.layout().equals(Submission.AUTO) && WholeSlideNames.isSlide(submission.uri());
        if (namedSo || looksSo) {
            wholeSlides.ingest(lease, work, ingest, () -> sources.openSlide(ingest, work));
            return;
        }
        try (PatchSource source = sources.open(ingest)) {
            if (submission.layout().equals(Submission.AUTO) && WholeSlideNames.areOneSlide(source.files())) {
                wholeSlides.ingest(lease, work, ingest, () -> sources.openSlide(ingest, source, work));
            } else {
                archives.ingest(lease, work, ingest, source);
            }
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
        metrics.rejected(ErrorCode.INTERNAL_ERROR);
        ledger.find(id).ifPresent(ingest -> sources.forget(ingest, IngestState.REJECTED));
    }
}
