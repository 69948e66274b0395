package io.cancernet.inference.model;

import io.cancernet.common.event.ModelRejected;

/** Tells the world of promoted models that cannot be loaded. */
public interface RejectedModels {

    /** Publishes a rejection and returns when it is safe. @throws io.cancernet.common.error.Outage when it cannot */
    void announce(ModelRejected rejected);
}
