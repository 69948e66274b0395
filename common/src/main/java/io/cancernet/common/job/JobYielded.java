package io.cancernet.common.job;

/** A job stops here of its own accord: a more urgent one waits. It is taken up again later. */
public final class JobYielded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public JobYielded() {
        super("a more urgent job goes first");
    }
}
