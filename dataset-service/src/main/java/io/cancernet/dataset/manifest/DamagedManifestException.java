package io.cancernet.dataset.manifest;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The bytes are no manifest file, wherever they come from; reading them again gives the same. */
public final class DamagedManifestException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedManifestException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
