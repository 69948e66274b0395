package io.cancernet.training.model;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** What can be asked of models, and their promotion. */
@ApplicationScoped
public class Models {

    private final ModelLedger ledger;

    public Models(ModelLedger ledger) {
        this.ledger = ledger;
    }

    public Page<Model> list(PageRequest page) {
        return ledger.list(page);
    }

    public Page<Promotion> promotions(PageRequest page) {
        return ledger.promotions(page);
    }

    /** Puts a model into a slot. @throws DomainException when there is no such model */
    public Promotion promote(PromotionRequest request) {
        Model model = ledger.find(request.model())
                .orElseThrow(() -> new DomainException(
                        ErrorCode.NOT_FOUND,
                        "there is no model %s; GET /api/v1/models lists those there are".formatted(request.model())));
        return ledger.promote(model, request);
    }
}
