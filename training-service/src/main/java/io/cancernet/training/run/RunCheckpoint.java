package io.cancernet.training.run;

import io.cancernet.common.objectstore.ObjectRef;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a run can be taken up again.
 *
 * @param epochs that are finished
 * @param batches of the next one that are done
 * @param state everything but the weights of the best epoch
 * @param bestEpoch the epoch whose weights are kept so far; 0 before the first is finished
 * @param best weights of that epoch; absent before the first is finished
 * @param environment machine and libraries of the attempt that saved it
 */
public record RunCheckpoint(
        int epochs,
        int batches,
        ObjectRef state,
        int bestEpoch,
        @Nullable ObjectRef best,
        Map<String, Object> environment) {

    public RunCheckpoint {
        environment = Map.copyOf(environment);
    }
}
