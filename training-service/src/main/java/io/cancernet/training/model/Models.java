package io.cancernet.training.model;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be asked of models, and who of them serves. */
@ApplicationScoped
public class Models {

    private final ModelLedger ledger;
    private final ModelStore store;
    private final PromotionConfig config;

    public Models(ModelLedger ledger, ModelStore store, PromotionConfig config) {
        this.ledger = ledger;
        this.store = store;
        this.config = config;
    }

    /** Models, newest first; of all names where none is given. */
    public Page<Model> list(@Nullable String name, PageRequest page) {
        return ledger.list(name, page);
    }

    /** A model. @throws DomainException when there is none */
    public Model find(ModelVersion version) {
        return ledger.find(version).orElseThrow(() -> unknown(version));
    }

    /** The bytes of a model's file. @throws DomainException when there is none */
    public byte[] file(ModelVersion version, String name) {
        return store.get(find(version), name);
    }

    public Page<Promotion> promotions(PromotionQuery query) {
        return ledger.promotions(query);
    }

    /** The last decision on a slot at a time, or up to now where none is given; empty when there had been none. */
    public Optional<Promotion> standing(String slot, @Nullable Instant at) {
        Decision.requireSlot(slot);
        return ledger.standing(slot, at);
    }

    /**
     * Puts a model into a slot.
     *
     * @throws DomainException when there is no such model, it misses a gate, or another holds the slot than expected
     */
    public Promotion promote(PromotionRequest request) {
        Gates gates = gates(request.decision(), request.gates());
        return ledger.promote(new PromotionRequest(request.model(), request.decision(), gates));
    }

    /**
     * Puts back the model that held the slot before.
     *
     * @throws DomainException as {@link #promote} does, or when there was none before
     */
    public Promotion rollBack(Decision decision, Gates gates) {
        return ledger.rollBack(decision, gates(decision, gates));
    }

    /** Empties a slot. @throws DomainException when another holds it than expected, or nothing ever did */
    public Promotion retire(Decision decision) {
        return ledger.retire(decision);
    }

    private Gates gates(Decision decision, Gates demanded) {
        return decision.slot().equals(ModelPromoted.LIVE) ? config.gates().and(demanded) : demanded;
    }

    /** Says that there is no such model. */
    public static DomainException unknown(ModelVersion version) {
        return new DomainException(
                ErrorCode.NOT_FOUND,
                "there is no model %s; GET /api/v1/models lists those there are, /api/v1/deletions those that were deleted"
                        .formatted(version));
    }
}
