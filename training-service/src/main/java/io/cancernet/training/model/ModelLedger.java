package io.cancernet.training.model;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The models on record and the ledger of their promotions, to which entries are only added. Decisions on a slot are made
 * one after the other, each in one transaction with the event that announces it.
 */
public interface ModelLedger {

    /** The job that removes files from the object store; its id is the prefix of their keys. */
    String REMOVAL_JOB = "artefact-removal";

    Optional<Model> find(ModelVersion version);

    /** Models, newest first; of all names where none is given. */
    Page<Model> list(@Nullable String name, PageRequest page);

    /** The model that an import made before. */
    Optional<Model> findImport(String identity);

    /**
     * Says that files of a model are about to be stored: if it is not {@link #register}ed within an hour, they are
     * removed, whatever becomes of this process.
     */
    void announce(ModelVersion version);

    /** Has the files of an announced model removed that came to nothing. */
    void discard(ModelVersion version);

    /**
     * Puts an imported model on record whose files are stored.
     *
     * @return the model on record: another one, when the same was imported meanwhile
     */
    Model register(Model model);

    /** Puts a model into a slot; one that holds it already adds nothing and returns the promotion that stands. */
    Promotion promote(PromotionRequest request);

    /** Puts back the model that held the slot before the last decision that was no roll back of its own. */
    Promotion rollBack(Decision decision, Gates gates);

    /** Empties a slot. */
    Promotion retire(Decision decision);

    Page<Promotion> promotions(PromotionQuery query);

    /** The last decision on a slot at a time, or up to now where none is given; empty when there had been none. */
    Optional<Promotion> standing(String slot, @Nullable Instant at);
}
