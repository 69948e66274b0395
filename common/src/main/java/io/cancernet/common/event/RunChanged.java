package io.cancernet.common.event;

import com.fasterxml.jackson.annotation.JsonValue;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A run was queued, started, finished an epoch, ended, or was deleted.
 *
 * @param epoch the epoch just finished; only with {@link Change#EPOCH_FINISHED}
 * @param model version of the model that the run made; only with {@link Change#FINISHED}
 * @param testRocAuc area under the ROC curve on the test split; absent when undefined
 * @param error what went wrong; only with {@link Change#FAILED}
 */
public record RunChanged(
        RunId runId,
        Change change,
        DatasetVersion dataset,
        String recipe,
        Instant at,
        @Nullable Epoch epoch,
        @Nullable ModelVersion model,
        @Nullable Double testRocAuc,
        @Nullable String error)
        implements Event {

    /** What happened to the run. */
    public enum Change {
        QUEUED,
        STARTED,
        EPOCH_FINISHED,
        FINISHED,
        FAILED,
        CANCELLED,
        /** It is off the record, and uses its dataset no more. */
        DELETED;

        @JsonValue
        public String slug() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Figures of one epoch, counted from 1. */
    public record Epoch(
            int number,
            double trainLoss,
            double trainAccuracy,
            double validationLoss,
            double validationAccuracy,
            @Nullable Double validationRocAuc) {}

    @Override
    public Topic topic() {
        return Topic.RUNS;
    }

    @Override
    public String key() {
        return runId.value();
    }

    @Override
    public String eventId() {
        return runId + "-" + change.slug() + (epoch == null ? "" : "-" + epoch.number());
    }

    @Override
    public String type() {
        return "io.cancernet.runs." + change.slug() + ".v1";
    }
}
