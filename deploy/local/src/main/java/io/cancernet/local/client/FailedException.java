package io.cancernet.local.client;

/** Work that the server took on came to a bad end; the message says what and why. */
public final class FailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FailedException(String message) {
        super(message);
    }
}
