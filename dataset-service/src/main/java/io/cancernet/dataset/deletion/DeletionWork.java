package io.cancernet.dataset.deletion;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.job.Lease;
import io.cancernet.dataset.upload.UploadId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the worker of deletions reads and writes. Each method is one transaction. */
public interface DeletionWork {

    Optional<SlideDeletion> find(long deletion);

    /** Whether an ingest that has not ended may still store objects of the slide. */
    boolean ingestGoesOn(SlideId slide);

    /** All extractions of which objects may be in the store, half stored ones too. */
    List<ExtractionId> extractions(SlideId slide);

    /** Whether an ingest is over. */
    boolean ended(IngestId ingest);

    /** What was uploaded for an ingest. */
    List<UploadId> uploads(IngestId ingest);

    /** Takes what can name a patient out of a withdrawn ingest, unless other slides of it stay, and ends the job. */
    void scrub(Lease lease, IngestId ingest);

    /** Ended ingests that brought this slide and no other: nothing of their sources is kept. */
    List<IngestId> ingestsOfOnly(SlideId slide);

    /** The dataset versions that hold the slide. */
    List<DatasetVersion> datasets(SlideId slide);

    /** Deletes the slide's rows, announces that it is gone, writes the audit and ends the job. */
    void finish(Lease lease, SlideDeletion deletion, List<ExtractionId> extractions, List<DatasetVersion> datasets);

    /** Ends a job that has no record to write. */
    void complete(Lease lease);

    /** Notes that a deletion failed for good, and ends the job; asking again tries again. */
    void fail(Lease lease, long deletion, String failure);

    /** Gives the job back for a while: something else must end first. */
    void putOff(Lease lease, Duration pause, String reason);
}
