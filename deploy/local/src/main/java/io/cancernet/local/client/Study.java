package io.cancernet.local.client;

/** A study as training-service reports it. */
public record Study(String studyId, String name, String state, Counts counts) {

    /** How many runs are in each state. */
    public record Counts(int total, int queued, int running, int finished, int failed, int cancelled, int deleted) {}

    public boolean isOver() {
        return state.equals("finished") || state.equals("cancelled");
    }

    /** How many runs have ended, for better or worse. */
    public int ended() {
        return counts.total() - counts.queued() - counts.running();
    }
}
