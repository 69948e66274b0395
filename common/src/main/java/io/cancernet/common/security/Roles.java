package io.cancernet.common.security;

import java.util.List;

/**
 * Roles of people and machines, as they stand in their tokens. None includes another, except that each of the other
 * three includes {@link #VIEWER}.
 */
public final class Roles {

    /** Reads all that names no file and quotes no record; has pictures scored where nothing of it is kept. */
    public static final String VIEWER = "viewer";

    /** Brings slides in, deletes and erases them, asks for scores, reads and replays dead letters, reads the audit. */
    public static final String OPERATOR = "operator";

    /** Freezes and deletes datasets; starts, cancels, tags and annotates runs and studies; imports models. */
    public static final String TRAINER = "trainer";

    /** Promotes, rolls back and retires models; deletes models and runs; reads the audit. */
    public static final String APPROVER = "approver";

    /** All of them. */
    public static final List<String> ALL = List.of(VIEWER, OPERATOR, TRAINER, APPROVER);

    private Roles() {}
}
