package io.cancernet.training.model.postgres;

import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.outbox.Outbox;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.training.model.Model;
import io.cancernet.training.model.ModelLedger;
import io.cancernet.training.model.Promotion;
import io.cancernet.training.model.PromotionRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/** The models and the promotion ledger in Postgres. */
@ApplicationScoped
class PostgresModelLedger implements ModelLedger {

    private final ModelTable table;
    private final Outbox outbox;
    private final Clock clock;

    PostgresModelLedger(ModelTable table, Outbox outbox, Clock clock) {
        this.table = table;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Optional<Model> find(ModelVersion version) {
        return table.find(version);
    }

    @Override
    @Transactional
    public Page<Model> list(PageRequest page) {
        return table.list(page);
    }

    @Override
    @Transactional
    public Page<Promotion> promotions(PageRequest page) {
        return table.promotions(page);
    }

    @Override
    @Transactional
    public Promotion promote(Model model, PromotionRequest request) {
        table.reserve(request.slot());
        Optional<PromotionEntity> standing = table.holder(request.slot());
        if (standing.isPresent() && standing.get().model().equals(request.model())) {
            return standing.get().toDomain();
        }
        PromotionEntity row = PromotionEntity.of(request, clock.instant());
        table.add(row);
        outbox.add(event(model, row));
        return row.toDomain();
    }

    private static ModelPromoted event(Model model, PromotionEntity row) {
        return new ModelPromoted(
                row.slot,
                model.version(),
                model.weights(),
                model.spec(),
                new ModelPromoted.Calibration(
                        model.calibration().slope(), model.calibration().intercept()),
                model.threshold(),
                new ModelPromoted.Input(
                        model.input().width(),
                        model.input().height(),
                        model.input().mpp(),
                        model.input().scaling(),
                        model.input().patchSize()),
                row.by,
                row.reason,
                row.promotedAt);
    }
}
