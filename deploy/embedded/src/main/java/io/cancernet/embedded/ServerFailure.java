package io.cancernet.embedded;

/** A server of the stack, or its whole JVM, did not do what was asked; the message names the server. */
public final class ServerFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ServerFailure(String message) {
        super(message);
    }

    ServerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
