package io.cancernet.dataset.model.postgres;

import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.model.PromotedModel;
import io.cancernet.dataset.model.PromotedModels;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Promoted models in Postgres. */
@ApplicationScoped
class PostgresPromotedModels implements PromotedModels {

    private final EntityManager entities;

    PostgresPromotedModels(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    @Transactional
    public Optional<PromotedModel> find(String slot) {
        return PromotedModelEntity.<PromotedModelEntity>findByIdOptional(slot)
                .map(each -> new PromotedModel(each.model, each.patchSize, new MicronsPerPixel(each.mpp)));
    }

    @Override
    @Transactional
    public void put(String slot, PromotedModel model) {
        PromotedModelEntity entity = new PromotedModelEntity();
        entity.slot = slot;
        entity.model = model.model();
        entity.patchSize = model.patchSize();
        entity.mpp = model.mpp().value();
        entities.merge(entity);
    }

    @Override
    @Transactional
    public void remove(String slot) {
        PromotedModelEntity.deleteById(slot);
    }
}
