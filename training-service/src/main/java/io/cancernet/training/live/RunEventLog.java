package io.cancernet.training.live;

import io.cancernet.common.id.RunId;
import java.time.Instant;
import java.util.List;

/** What happened to runs, in order. */
public interface RunEventLog {

    /** The first events after the one of that id. */
    List<RunEvent> after(long id, int limit);

    /** The first events of a run after the one of that id. */
    List<RunEvent> after(long id, RunId run, int limit);

    /** Id of the last event; 0 when there was none. */
    long latest();

    /** Id of the oldest event that is still kept; one more than the last when none is. */
    long oldest();

    /** Forgets what happened before that time. */
    void forget(Instant before);
}
