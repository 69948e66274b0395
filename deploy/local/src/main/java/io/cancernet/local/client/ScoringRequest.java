package io.cancernet.local.client;

import org.jspecify.annotations.Nullable;

/** A scoring request; complete when {@code scored + failed = announced}. */
public record ScoringRequest(
        String requestId,
        String slideId,
        @Nullable ModelRef model,
        String state,
        @Nullable Long announced,
        long scored,
        long failed,
        @Nullable Long positive) {

    public boolean isOver() {
        return !state.equals("queueing") && !state.equals("scoring");
    }

    /** Whether heat map, GeoJSON and summary are there. */
    public boolean hasResults() {
        return state.equals("finished") || state.equals("incomplete");
    }

    /** Whether every patch was scored. */
    public boolean succeeded() {
        return state.equals("finished") && failed == 0;
    }

    /** Patches to score, 0 while that is not counted yet. */
    public long total() {
        return announced == null ? 0 : announced;
    }
}
