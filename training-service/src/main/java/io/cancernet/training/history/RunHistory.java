package io.cancernet.training.history;

import io.cancernet.common.id.RunId;
import io.cancernet.common.page.Page;
import io.cancernet.training.run.Epoch;
import java.util.List;
import java.util.Optional;

/** Reads the runs on record. */
public interface RunHistory {

    /** A page of the runs that fit; its {@code next} is the text of a {@link RunCursor}. */
    Page<RunSummary> list(RunQuery query);

    /** The names of all metrics that any run has, in order. */
    List<String> metricNames();

    /** The epochs of a run after the one of that number; empty when there is no such run. */
    Optional<List<Epoch>> epochs(RunId id, int after);
}
