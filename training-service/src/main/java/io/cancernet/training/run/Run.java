package io.cancernet.training.run;

import io.cancernet.common.id.RunId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A training run as it stands on record. */
public record Run(
        RunId id,
        RunPlan plan,
        RunProgress progress,
        List<Epoch> epochs,
        @Nullable RunResult result) {

    public Run {
        epochs = List.copyOf(epochs);
    }
}
