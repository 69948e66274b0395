package io.cancernet.dataset.deletion;

import java.util.List;

/** The runs that training-service told of. */
public interface RunReferences {

    /** Takes note; what is known of a run from a later time stays. */
    void put(List<RunReference> references);
}
