package io.cancernet.training.deletion;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.training.model.Models;
import jakarta.enterprise.context.ApplicationScoped;

/** Deletes runs and models for good, unless something refers to them. Doing it again changes nothing. */
@ApplicationScoped
public class Deletions {

    private final DeletionLedger ledger;

    public Deletions(DeletionLedger ledger) {
        this.ledger = ledger;
    }

    /** Deletes a model. @throws DomainException when there is none, or something refers to it */
    public Deletion delete(ModelVersion model, DeletionRequest request) {
        return ledger.delete(model, request)
                .or(() -> ledger.find(Subject.of(model)))
                .orElseThrow(() -> Models.unknown(model));
    }

    /** Deletes a run that has ended. @throws DomainException when there is none, it goes on, or something refers to it */
    public Deletion delete(RunId run, DeletionRequest request) {
        return ledger.delete(run, request)
                .or(() -> ledger.find(Subject.of(run)))
                .orElseThrow(() -> new DomainException(
                        ErrorCode.NOT_FOUND,
                        "there is no run %s; GET /api/v1/runs lists those there are".formatted(run)));
    }

    public Page<Deletion> list(PageRequest page) {
        return ledger.list(page);
    }
}
