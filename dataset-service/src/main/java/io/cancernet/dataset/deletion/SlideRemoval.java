package io.cancernet.dataset.deletion;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.job.JobProgress;
import io.cancernet.common.job.Lease;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.dataset.dataset.SlideEraser;
import io.cancernet.dataset.upload.KeptFiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/**
 * Removes a slide: objects first, rows last. As long as rows are there, they tell what is left to do, so that it may
 * break off anywhere.
 */
@ApplicationScoped
class SlideRemoval {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String INGEST_GOES_ON = "an ingest of the slide has not stopped yet";

    private final DeletionWork ledger;
    private final StoredObjects objects;
    private final KeptFiles uploads;
    private final SlideEraser eraser;

    SlideRemoval(DeletionWork ledger, StoredObjects objects, KeptFiles uploads, SlideEraser eraser) {
        this.ledger = ledger;
        this.objects = objects;
        this.uploads = uploads;
        this.eraser = eraser;
    }

    void remove(Lease lease, JobProgress work, SlideDeletion deletion) {
        SlideId slide = deletion.slideId();
        if (ledger.ingestGoesOn(slide)) {
            // Withdrawn as it is, it ends at its next step; until then it may put objects.
            ledger.putOff(lease, PAUSE, INGEST_GOES_ON);
            return;
        }
        List<DatasetVersion> datasets = ledger.datasets(slide);
        // Before their patches go, so that a verification knows why they are missing.
        datasets.forEach(dataset -> eraser.erase(dataset, slide, deletion.requestedAt()));
        List<ExtractionId> extractions = ledger.extractions(slide);
        for (ExtractionId extraction : extractions) {
            objects.removeAll(ObjectKeys.patches(extraction), work);
        }
        ledger.ingestsOfOnly(slide).forEach(this::removeUploads);
        ledger.finish(lease, deletion, extractions, datasets);
    }

    /** Removes what a withdrawn ingest leaves, once it is over. */
    void remove(Lease lease, IngestId withdrawn) {
        if (ledger.ended(withdrawn)) {
            removeUploads(withdrawn);
            ledger.scrub(lease, withdrawn);
        } else {
            ledger.putOff(lease, PAUSE, INGEST_GOES_ON);
        }
    }

    private void removeUploads(IngestId ingest) {
        ledger.uploads(ingest).forEach(upload -> uploads.forget(upload, false));
    }
}
