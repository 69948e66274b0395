package io.cancernet.local.client;

/** The server answered a request with an error; the message is what it said. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    RefusedException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** Stable error code of the problem, empty when the answer had none. */
    public String code() {
        return code;
    }
}
