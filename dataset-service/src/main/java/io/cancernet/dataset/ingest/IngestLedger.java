package io.cancernet.dataset.ingest;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.job.Lease;
import io.cancernet.common.job.PutOff;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.dataset.layout.QuarantinedFile;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The record of ingests. Each method is one transaction; those that take a lease throw {@link
 * io.cancernet.common.job.StaleLeaseException} when it is no longer held, and change nothing then. Those but {@link
 * #reject} also refuse, as {@code conflict}, an ingest that was withdrawn because its patient did.
 */
public interface IngestLedger {

    /** Adds the ingest and its job, unless there is one of that id. @return whether there was none */
    boolean submit(Ingest ingest);

    /** Records a submission that was refused at the door, and announces the refusal, unless there is one of that id. */
    void refuse(Ingest ingest, Ingest.Rejection why);

    Optional<Ingest> find(IngestId ingest);

    /** When and why an ingest that has not ended was last put off. */
    Optional<PutOff> lastPutOff(IngestId ingest);

    /** The same of several, without those that were not put off. */
    Map<IngestId, PutOff> lastPutOffs(Collection<IngestId> ingests);

    /** Newest first, of one state when that is given. */
    Page<Ingest> list(Optional<IngestState> state, PageRequest page);

    Page<QuarantinedFile> quarantine(IngestId ingest, PageRequest page);

    /** The slides of an ingest that are done, in the order of their ids. */
    Page<SlideOutcome> slides(IngestId ingest, PageRequest page);

    /**
     * Marks it being worked on and returns the slides that an earlier attempt has done.
     *
     * @param in files found; for a whole slide its cells
     * @param slides slides found
     * @param unassigned files of no slide
     */
    Set<SlideId> begin(Lease lease, IngestId ingest, int in, int slides, List<QuarantinedFile> unassigned);

    /**
     * Notes that a process is about to have native code read the slide, the same process once.
     *
     * @return how many others were about to and never ended it
     */
    int beginNative(Lease lease, IngestId ingest, String process);

    /** Notes that native code has left the slide of this process. */
    void endNative(IngestId ingest, String process);

    /** Notes how far the cutting of a whole slide is. */
    void progress(Lease lease, IngestId ingest, Ingest.Progress progress);

    /**
     * Notes, before the first object of an extraction is stored, that there may be some: so none is unknown to whoever
     * deletes the slide.
     *
     * @throws io.cancernet.common.error.DomainException {@code conflict} when the slide is being deleted, or was erased
     *     after this ingest was submitted
     */
    void claim(Lease lease, IngestId ingest, SlideId slide, CaseId caseId, ExtractionId extraction);

    /**
     * Adds a slide with its quarantined files, and announces slide and patches to those who have not heard of them.
     *
     * @return whether its extraction is new
     */
    boolean commit(Lease lease, IngestId ingest, SlideResult result);

    /** Ends the ingest and its job. */
    void finish(Lease lease, IngestId ingest);

    /** Ends the ingest and its job, and announces the rejection. */
    void reject(Lease lease, IngestId ingest, Ingest.Rejection why);
}
