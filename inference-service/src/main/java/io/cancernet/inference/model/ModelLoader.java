package io.cancernet.inference.model;

/** Brings a model from the object store into memory. */
public interface ModelLoader {

    /**
     * Loads a model, checking every hash.
     *
     * @throws io.cancernet.common.error.DomainException when its files are missing, changed, or do not fit each other
     * @throws io.cancernet.common.error.Outage when the store is away
     */
    ScoringModel load(PromotedModel model);
}
