package io.cancernet.training.report.rest;

/** What browsers allow an answer that holds its styles and pictures in itself, such as a report in one file. */
public final class OwnStyle {

    /** Name of the header. */
    public static final String HEADER = "Content-Security-Policy";

    /** Nothing but what lies in it: no scripts, and nothing from anywhere, this server included. */
    public static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'";

    private OwnStyle() {}
}
