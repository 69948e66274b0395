package io.cancernet.training.study;

import io.cancernet.common.id.RunId;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.training.run.RunPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The studies on record. */
public interface StudyLedger {

    /**
     * Records a study and queues its runs, all or none; one that is there already stays as it is.
     *
     * @param plans of all its runs
     * @return the study on record
     */
    Study submit(Study study, Map<RunId, RunPlan> plans);

    Optional<StudyProgress> find(StudyId id);

    /** Newest first. */
    Page<StudyProgress> list(PageRequest page);

    /** The runs of a study as they stand, in their order. */
    List<MemberState> members(Study study);

    /** Notes that a study was cancelled. */
    void requestCancel(StudyId id);
}
