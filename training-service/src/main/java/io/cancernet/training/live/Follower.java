package io.cancernet.training.live;

/** A client that follows runs. Called on one thread; nothing here waits for the client. */
public interface Follower {

    boolean isOpen();

    /** Whether it takes another event now: one that reads slowly gets it later. */
    boolean isReady();

    void send(RunEvent event);

    /** Says that events were missed, which are not kept any more: it should read the runs anew. */
    void sendGap();

    /** Shows that the connection is alive. */
    void beat();

    void close();
}
