package io.cancernet.local.stack;

/** The stack cannot start or has lost a part; the message says which and what to do. */
public final class StackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StackException(String message) {
        super(message);
    }

    StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
