package io.cancernet.training.run;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.RunState;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.Identifiers;
import io.cancernet.common.id.RunId;
import io.cancernet.common.id.SlideId;
import io.cancernet.training.dataset.FrozenDataset;
import io.cancernet.training.dataset.FrozenDatasetRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** What can be asked of runs: to start one, to cancel one, to see them. */
@ApplicationScoped
public class Runs {

    private final FrozenDatasetRepository datasets;
    private final RecipeBook recipes;
    private final RunLedger ledger;
    private final RunConfig config;
    private final Clock clock;

    public Runs(FrozenDatasetRepository datasets, RecipeBook recipes, RunLedger ledger, RunConfig config, Clock clock) {
        this.datasets = datasets;
        this.recipes = recipes;
        this.ledger = ledger;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Queues a run.
     *
     * @throws DomainException when the dataset is not known, the recipe or an override is wrong, or the request's key
     *     stands for another run
     */
    public Run start(RunRequest request) {
        return start(id(request), request);
    }

    /** Queues a run under an id that is chosen by who asks. @throws DomainException as {@link #start(RunRequest)} does */
    public Run start(RunId id, RunRequest request) {
        RunPlan plan = plan(request);
        Run run = ledger.submit(id, plan);
        requireSame(plan, run.plan(), request, id);
        return run;
    }

    /**
     * What a run would do, without queueing it.
     *
     * @throws DomainException when the dataset is not known, or the recipe or an override is wrong
     */
    public RunPlan plan(RunRequest request) {
        RecipeBook.Settings settings = recipes.resolve(request.recipe(), request.overrides(), request.seed());
        FrozenDataset dataset = datasets.find(request.dataset()).orElseThrow(() -> unknown(request.dataset()));
        datasets.requireWhole(dataset.version());
        return new RunPlan(
                dataset,
                request.recipe(),
                settings.all(),
                settings.seed(),
                settings.epochs(),
                config.codeVersion(),
                request.priority());
    }

    /** The refusal of a dataset version that nothing is known of. */
    public static DomainException unknown(DatasetVersion dataset) {
        return new DomainException(
                ErrorCode.NOT_FOUND,
                ("dataset %s is not known here; freeze it by POST /api/v1/datasets of dataset-service,"
                                + " or try again in a moment if that was just done")
                        .formatted(dataset));
    }

    public Run find(RunId id) {
        return ledger.find(id).orElseThrow(() -> unknown(id));
    }

    /** Cancels a run; one that is cancelled already stays so. @throws DomainException when it has ended otherwise */
    public Run cancel(RunId id) {
        Run run = ledger.requestCancel(id).orElseThrow(() -> unknown(id));
        RunState state = run.progress().state();
        if (state.ended() && state != RunState.CANCELLED) {
            throw new DomainException(
                    ErrorCode.CONFLICT, "run %s is %s, there is nothing left to cancel".formatted(id, state.slug()));
        }
        return run;
    }

    /** Stops what is queued or running on a dataset version. */
    public void cancelAll(DatasetVersion dataset) {
        ledger.unfinished(dataset).forEach(ledger::requestCancel);
    }

    /** The attempts at a run, in order. */
    public List<Attempt> attempts(Run run) {
        return ledger.attempts(run.id());
    }

    /** The slides that were erased from the dataset of a run. */
    public List<SlideId> erasedFrom(Run run) {
        return datasets.erasedFrom(run.plan().dataset().version());
    }

    private RunId id(RunRequest request) {
        return new RunId(
                request.key() == null ? Identifiers.stamped(clock.instant()) : Hashes.identity("run", request.key()));
    }

    private static void requireSame(RunPlan asked, RunPlan standing, RunRequest request, RunId id) {
        boolean same = asked.dataset().version().equals(standing.dataset().version())
                && asked.recipe().equals(standing.recipe())
                && asked.settings().equals(standing.settings())
                && asked.seed() == standing.seed();
        if (!same) {
            throw new DomainException(
                    ErrorCode.CONFLICT,
                    request.key() == null
                            ? "run %s stands for another request; use a new id".formatted(id)
                            : "Idempotency-Key '%s' stands for another run; use a new key".formatted(request.key()));
        }
    }

    private static DomainException unknown(RunId id) {
        return new DomainException(
                ErrorCode.NOT_FOUND, "there is no run %s; GET /api/v1/runs lists those there are".formatted(id));
    }
}
