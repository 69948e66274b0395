package io.cancernet.common.job;

/** How a job being done stands. */
public interface JobProgress {

    /** False once the lease was lost or the service stops: the job must return soon, writing nothing more. */
    boolean mayContinue();

    /**
     * Whether a more urgent job waits. A job that can go on later from where it stands then throws {@link JobYielded}.
     */
    default boolean shouldYield() {
        return false;
    }
}
