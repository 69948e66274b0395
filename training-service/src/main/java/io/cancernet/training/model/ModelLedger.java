package io.cancernet.training.model;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import java.util.Optional;

/** The models on record and the ledger of their promotions. */
public interface ModelLedger {

    Optional<Model> find(ModelVersion version);

    /** Models, newest first. */
    Page<Model> list(PageRequest page);

    /**
     * Writes a promotion into the ledger and announces it, in one transaction. Promoting what holds the slot already
     * adds nothing and returns the promotion that stands.
     */
    Promotion promote(Model model, PromotionRequest request);

    /** Promotions, newest first. */
    Page<Promotion> promotions(PageRequest page);
}
