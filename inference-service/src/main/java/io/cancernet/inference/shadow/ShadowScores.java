package io.cancernet.inference.shadow;

import io.cancernet.common.event.ModelVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shadow scores on record. They go with the scores that they stand beside. */
public interface ShadowScores {

    /**
     * Keeps shadow scores; those that are there already stay, and those whose scores are gone are left out.
     *
     * @return how many were added, and how many of them call their patch other than the score does
     */
    Added store(List<ShadowScore> scores);

    /** How pairs of models compare, by shadow model and the model it was compared with; of one shadow model if given. */
    List<Disagreement> disagreements(@Nullable ModelVersion shadow);

    /** What was added. */
    record Added(int scores, int disagreed) {}
}
