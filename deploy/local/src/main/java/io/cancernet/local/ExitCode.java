package io.cancernet.local;

/** What the process' exit code says to a script. */
public final class ExitCode {

    public static final int OK = 0;
    /** The job was done wrong or not at all: a run failed, an ingest was rejected, a service died. */
    public static final int FAILED = 1;
    /** The arguments make no sense. */
    public static final int USAGE = 2;
    /** No server answers at the URL. */
    public static final int UNREACHABLE = 3;
    /** The server answered that it will not do it. */
    public static final int REFUSED = 4;

    private ExitCode() {}
}
