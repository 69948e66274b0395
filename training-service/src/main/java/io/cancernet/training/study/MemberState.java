package io.cancernet.training.study;

import io.cancernet.common.event.RunState;
import io.cancernet.training.run.RunError;
import org.jspecify.annotations.Nullable;

/**
 * A run of a study as it stands.
 *
 * @param state absent when the run is no longer on record
 * @param error why it failed
 */
public record MemberState(
        Study.Member member,
        @Nullable RunState state,
        @Nullable RunError error) {

    /** Whether nothing more will come of it. */
    public boolean isOver() {
        return state == null || state.ended();
    }
}
