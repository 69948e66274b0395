package io.cancernet.dataset.source;

import java.io.IOException;

/** A file is no longer what it was when it was listed or opened. */
public class SourceChangedException extends IOException {

    private static final long serialVersionUID = 1L;

    public SourceChangedException(String message) {
        super(message);
    }

    public SourceChangedException(String message, Throwable cause) {
        super(message, cause);
    }
}
