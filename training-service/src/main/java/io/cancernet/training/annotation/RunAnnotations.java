package io.cancernet.training.annotation;

import io.cancernet.common.id.RunId;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The annotations of the runs on record. */
public interface RunAnnotations {

    Optional<Annotations> find(RunId run);

    /**
     * Changes the annotations of a run, while nobody else changes them.
     *
     * @param change from those that stand to those that shall; what it throws leaves them as they are
     * @return those that stand afterwards; empty when there is no such run
     */
    Optional<Annotations> change(RunId run, UnaryOperator<Annotations> change);
}
