package io.cancernet.training.study;

import io.cancernet.common.event.RunState;
import java.util.EnumMap;
import java.util.Map;

/**
 * A study and how far its runs are.
 *
 * @param runs how many are in each state; states without any are absent
 * @param deleted how many are no longer on record
 */
public record StudyProgress(Study study, boolean cancelRequested, Map<RunState, Integer> runs, int deleted) {

    public StudyProgress {
        runs = runs.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(runs));
    }

    public int count(RunState state) {
        return runs.getOrDefault(state, 0);
    }

    public StudyState state() {
        int waiting = count(RunState.QUEUED);
        if (waiting + count(RunState.RUNNING) == 0) {
            return cancelRequested ? StudyState.CANCELLED : StudyState.FINISHED;
        }
        return waiting == runs.values().stream().mapToInt(Integer::intValue).sum()
                ? StudyState.QUEUED
                : StudyState.RUNNING;
    }
}
