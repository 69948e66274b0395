package io.cancernet.training.deletion;

import io.cancernet.training.model.Decision;

/** Who wants something deleted, and why. */
public record DeletionRequest(String by, String reason) {

    public DeletionRequest {
        Decision.requireText("by", by);
        Decision.requireText("reason", reason);
    }
}
