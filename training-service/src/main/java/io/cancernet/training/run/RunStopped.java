package io.cancernet.training.run;

/** Ends an attempt at a run that was cancelled, or whose service stops. */
final class RunStopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean cancelled;

    RunStopped(boolean cancelled) {
        super(cancelled ? "the run was cancelled" : "the service stops, the run goes back to the queue");
        this.cancelled = cancelled;
    }

    boolean cancelled() {
        return cancelled;
    }
}
