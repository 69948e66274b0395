package io.cancernet.dataset.model;

import java.util.Optional;

/** The model in each slot, as last heard. */
public interface PromotedModels {

    Optional<PromotedModel> find(String slot);

    /** A model took a slot. */
    void put(String slot, PromotedModel model);

    /** The slot is empty. */
    void remove(String slot);
}
