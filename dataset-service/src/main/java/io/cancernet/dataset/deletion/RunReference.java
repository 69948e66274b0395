package io.cancernet.dataset.deletion;

import io.cancernet.common.event.RunChanged;
import io.cancernet.common.event.RunState;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import java.time.Instant;

/** A run as it stood at a time, by the dataset version that it uses. */
public record RunReference(RunId runId, DatasetVersion dataset, RunState state, Instant changedAt) {

    static RunReference of(RunChanged event) {
        return new RunReference(event.runId(), event.dataset(), state(event.change()), event.at());
    }

    private static RunState state(RunChanged.Change change) {
        return switch (change) {
            case QUEUED -> RunState.QUEUED;
            case STARTED, EPOCH_FINISHED -> RunState.RUNNING;
            case FINISHED -> RunState.FINISHED;
            case FAILED -> RunState.FAILED;
            // A deleted run refers to its dataset as little as a cancelled one.
            case CANCELLED, DELETED -> RunState.CANCELLED;
        };
    }
}
