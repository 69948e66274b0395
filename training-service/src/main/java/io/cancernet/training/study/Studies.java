package io.cancernet.training.study;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.RunState;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.Identifiers;
import io.cancernet.common.id.RunId;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.training.dataset.FrozenDataset;
import io.cancernet.training.dataset.FrozenDatasetRepository;
import io.cancernet.training.run.RunLedger;
import io.cancernet.training.run.RunPlan;
import io.cancernet.training.run.RunRequest;
import io.cancernet.training.run.Runs;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What can be asked of studies: to start one, to cancel one, to see them. */
@ApplicationScoped
public class Studies {

    private final StudyLedger ledger;
    private final Runs runs;
    private final RunLedger runLedger;
    private final FrozenDatasetRepository datasets;
    private final Clock clock;

    public Studies(StudyLedger ledger, Runs runs, RunLedger runLedger, FrozenDatasetRepository datasets, Clock clock) {
        this.ledger = ledger;
        this.runs = runs;
        this.runLedger = runLedger;
        this.datasets = datasets;
        this.clock = clock;
    }

    /**
     * Queues all runs of a study.
     *
     * @throws DomainException when a dataset is not known, a recipe or an override is wrong, or the request's key stands
     *     for another study; nothing is queued then
     */
    public StudyProgress start(StudyRequest request) {
        List<StudiedDataset> versions =
                versions(request).stream().map(StudiedDataset::of).toList();
        StudyRequest.requireDistinct(
                "dataset", versions.stream().map(StudiedDataset::version).toList());
        request.requireFew(versions.size());
        Study study = new Study(
                id(request),
                request.name(),
                request.recipes(),
                request.seeds(),
                versions,
                request.priority(),
                clock.instant());
        Map<RunId, RunPlan> plans = new LinkedHashMap<>();
        study.members().forEach(member -> plans.put(member.run(), runs.plan(request(member, study.priority()))));
        Study standing = ledger.submit(study, plans);
        if (!standing.isSameAs(study)) {
            throw new DomainException(
                    ErrorCode.CONFLICT,
                    "Idempotency-Key '%s' stands for another study; use a new key".formatted(request.key()));
        }
        return find(standing.id());
    }

    public StudyProgress find(StudyId id) {
        return ledger.find(id)
                .orElseThrow(() -> new DomainException(
                        ErrorCode.NOT_FOUND,
                        "there is no study %s; GET /api/v1/studies lists those there are".formatted(id)));
    }

    public Page<StudyProgress> list(PageRequest page) {
        return ledger.list(page);
    }

    /** The runs of a study as they stand, in the order in which they are worked off. */
    public List<MemberState> members(Study study) {
        return ledger.members(study);
    }

    /** Cancels all runs of a study that have not ended. @throws DomainException when all have ended otherwise */
    public StudyProgress cancel(StudyId id) {
        StudyProgress progress = find(id);
        if (progress.state() == StudyState.FINISHED) {
            throw new DomainException(
                    ErrorCode.CONFLICT, "study %s is finished, there is nothing left to cancel".formatted(id));
        }
        ledger.requestCancel(id);
        for (MemberState each : ledger.members(progress.study())) {
            if (each.state() == RunState.QUEUED || each.state() == RunState.RUNNING) {
                runLedger.requestCancel(each.member().run());
            }
        }
        return find(id);
    }

    private List<FrozenDataset> versions(StudyRequest request) {
        Stream<FrozenDataset> named = request.datasets().stream().map(this::known);
        Stream<FrozenDataset> folds =
                request.folds().stream().flatMap(group -> group.of(datasets.named(group.name() + "-fold")).stream());
        return Stream.concat(named, folds).toList();
    }

    private FrozenDataset known(DatasetVersion version) {
        return datasets.find(version).orElseThrow(() -> Runs.unknown(version));
    }

    private static RunRequest request(Study.Member member, int priority) {
        return new RunRequest(
                member.dataset().version(),
                member.recipe().recipe(),
                member.recipe().overrides(),
                member.seed(),
                priority,
                null);
    }

    private StudyId id(StudyRequest request) {
        return new StudyId(
                request.key() == null ? Identifiers.stamped(clock.instant()) : Hashes.identity("study", request.key()));
    }
}
