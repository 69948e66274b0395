package io.cancernet.training.model.postgres;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.event.Topic;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.outbox.Outbox;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.training.model.Decision;
import io.cancernet.training.model.Gates;
import io.cancernet.training.model.Model;
import io.cancernet.training.model.ModelLedger;
import io.cancernet.training.model.Models;
import io.cancernet.training.model.Promotion;
import io.cancernet.training.model.PromotionQuery;
import io.cancernet.training.model.PromotionRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The models and the promotion ledger in Postgres. Who decides on a slot holds its lock first, then the model's row; who
 * deletes a model holds its row only.
 */
@ApplicationScoped
class PostgresModelLedger implements ModelLedger {

    private static final Duration LONGEST_IMPORT = Duration.ofHours(1);

    private final ModelTable models;
    private final PromotionTable promotions;
    private final LeasedJobs jobs;
    private final Outbox outbox;
    private final Clock clock;

    PostgresModelLedger(ModelTable models, PromotionTable promotions, LeasedJobs jobs, Outbox outbox, Clock clock) {
        this.models = models;
        this.promotions = promotions;
        this.jobs = jobs;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Optional<Model> find(ModelVersion version) {
        return models.find(version);
    }

    @Override
    @Transactional
    public Page<Model> list(@Nullable String name, PageRequest page) {
        return models.list(name, page);
    }

    @Override
    @Transactional
    public Optional<Model> findImport(String identity) {
        return models.findImport(identity);
    }

    @Override
    @Transactional
    public void announce(ModelVersion version) {
        jobs.submitLater(REMOVAL_JOB, folder(version), 0, LONGEST_IMPORT);
    }

    @Override
    @Transactional
    public void discard(ModelVersion version) {
        // The job that was announced, now rather than in an hour.
        jobs.withdraw(REMOVAL_JOB, folder(version));
        jobs.submit(REMOVAL_JOB, folder(version), 0);
    }

    @Override
    @Transactional
    public Model register(Model model) {
        String identity = model.arrival() == null
                ? model.version().toString()
                : model.arrival().identity();
        promotions.reserve("import " + identity);
        Optional<Model> standing = models.findImport(identity);
        if (standing.isPresent()) {
            discard(model.version());
            return standing.get();
        }
        if (!jobs.withdraw(REMOVAL_JOB, folder(model.version()))) {
            throw new DomainException(
                    ErrorCode.CONFLICT, "the import of %s took too long; import it again".formatted(model.version()));
        }
        models.add(model);
        return model;
    }

    @Override
    @Transactional
    public Promotion promote(PromotionRequest request) {
        Optional<PromotionEntity> standing = reserve(request.decision().slot());
        if (standing.isPresent() && request.model().equals(standing.get().model())) {
            // It adds nothing, but must not be told that a model passes which does not.
            request.gates().require(held(request.model()));
            return standing.get().toDomain();
        }
        return promote(request, standing.orElse(null), null);
    }

    @Override
    @Transactional
    public Promotion rollBack(Decision decision, Gates gates) {
        PromotionEntity standing = reserve(decision.slot()).orElseThrow(() -> nothingBefore(decision));
        PromotionEntity before = promotions
                .before(decision.slot(), standing.stands(), standing.model())
                .orElseThrow(() -> nothingBefore(decision));
        ModelVersion model = before.model();
        if (model == null) {
            throw nothingBefore(decision);
        }
        return promote(new PromotionRequest(model, decision, gates), standing, before.stands());
    }

    @Override
    @Transactional
    public Promotion retire(Decision decision) {
        PromotionEntity standing = reserve(decision.slot()).orElseThrow(() -> nothingBefore(decision));
        if (standing.model() == null) {
            return standing.toDomain();
        }
        decision.requireExpected(standing.model());
        PromotionEntity row = PromotionEntity.of(decision, after(standing));
        promotions.add(row);
        outbox.addTombstone(Topic.MODELS_PROMOTED, decision.slot());
        return row.toDomain();
    }

    @Override
    @Transactional
    public Page<Promotion> promotions(PromotionQuery query) {
        return promotions.list(query);
    }

    @Override
    @Transactional
    public Optional<Promotion> standing(String slot, @Nullable Instant at) {
        return (at == null ? promotions.standing(slot) : promotions.standing(slot, at)).map(PromotionEntity::toDomain);
    }

    private Optional<PromotionEntity> reserve(String slot) {
        promotions.reserve("slot " + slot);
        return promotions.standing(slot);
    }

    private Promotion promote(PromotionRequest request, @Nullable PromotionEntity standing, @Nullable Long restores) {
        request.decision().requireExpected(standing == null ? null : standing.model());
        Model model = held(request.model());
        PromotionEntity row = PromotionEntity.of(request.decision(), after(standing))
                .with(model.version(), model.metrics().told(), request.gates().require(model));
        row.restores = restores;
        promotions.add(row);
        outbox.add(event(model, row));
        return row.toDomain();
    }

    private Model held(ModelVersion version) {
        return models.hold(version).orElseThrow(() -> Models.unknown(version));
    }

    /** Now, and later than the entry before, whatever the clocks of the replicas say. */
    private Instant after(@Nullable PromotionEntity standing) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant earliest = standing == null ? now : standing.promotedAt.plus(1, ChronoUnit.MICROS);
        return now.isBefore(earliest) ? earliest : now;
    }

    private static String folder(ModelVersion version) {
        return ObjectKeys.model(version.name(), version.version());
    }

    private static DomainException nothingBefore(Decision decision) {
        return new DomainException(
                ErrorCode.CONFLICT,
                "slot %s held no other model before that is still on record; GET /api/v1/promotions?slot=%s shows its history"
                        .formatted(decision.slot(), decision.slot()));
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
