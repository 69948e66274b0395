package io.cancernet.training.run.postgres;

import io.cancernet.common.event.RunState;
import io.cancernet.common.id.RunId;
import io.cancernet.common.page.Cursor;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.training.run.Epoch;
import io.cancernet.training.run.Run;
import io.cancernet.training.run.RunFilter;
import io.cancernet.training.run.RunSummary;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads and writes the tables {@code run} and {@code epoch} within the caller's transaction. */
@ApplicationScoped
class RunTable {

    private final Runs runs;
    private final Summaries summaries;
    private final Epochs epochs;

    RunTable(Runs runs, Summaries summaries, Epochs epochs) {
        this.runs = runs;
        this.summaries = summaries;
        this.epochs = epochs;
    }

    /** Makes others who ask for the same run wait until the transaction ends, whether the run exists or not. */
    void reserve(RunId id) {
        runs.getEntityManager()
                .createNativeQuery("select 1 from (select pg_advisory_xact_lock(hashtextextended(?1, 0))) locked")
                .setParameter(1, "run " + id)
                .getSingleResult();
    }

    void add(RunEntity row) {
        runs.persist(row);
    }

    Optional<RunEntity> lock(RunId id) {
        return Optional.ofNullable(runs.findById(id.value(), LockModeType.PESSIMISTIC_WRITE));
    }

    Optional<Run> find(RunId id) {
        return runs.findByIdOptional(id.value()).map(row -> row.toDomain(epochs(id)));
    }

    private List<Epoch> epochs(RunId id) {
        return epochs.list("key.runId = ?1 order by key.number", id.value()).stream()
                .map(EpochEntity::toDomain)
                .toList();
    }

    /** Returns whether the epoch was not there yet. */
    boolean addEpoch(RunId id, Epoch epoch) {
        if (epochs.count("key.runId = ?1 and key.number = ?2", id.value(), epoch.number()) > 0) {
            return false;
        }
        epochs.persist(EpochEntity.of(id, epoch));
        return true;
    }

    void deleteEpochsAfter(RunId id, int epoch) {
        epochs.delete("key.runId = ?1 and key.number > ?2", id.value(), epoch);
    }

    boolean cancelRequested(RunId id) {
        return runs.count("id = ?1 and cancelRequested = true", id.value()) > 0;
    }

    Map<String, Long> countByState() {
        return runs.getEntityManager()
                .createQuery("select r.state, count(*) from RunEntity r group by r.state", Object[].class)
                .getResultStream()
                .collect(Collectors.toMap(row -> ((RunState) row[0]).slug(), row -> (Long) row[1]));
    }

    Page<RunSummary> list(RunFilter filter, PageRequest page) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        Map<String, Object> parameters = new HashMap<>();
        if (filter.state() != null) {
            conditions.add("state = :state");
            parameters.put("state", filter.state());
        }
        if (filter.recipe() != null) {
            conditions.add("recipe = :recipe");
            parameters.put("recipe", filter.recipe());
        }
        if (filter.dataset() != null) {
            conditions.add("dataset = :dataset");
            parameters.put("dataset", filter.dataset().toString());
        }
        Cursor cursor = Cursor.of(page);
        if (cursor != null) {
            conditions.add("(createdAt, id) < (:at, :id)");
            parameters.putAll(Map.of("at", cursor.at(), "id", cursor.id()));
        }
        String query = String.join(" and ", conditions) + " order by createdAt desc, id desc";
        List<RunSummary> found = summaries.find(query, parameters).range(0, page.limit()).stream()
                .map(RunSummaryEntity::toDomain)
                .toList();
        return Page.of(
                found, page, last -> new Cursor(last.createdAt(), last.runId().value()).text());
    }

    /** Panache's view of the table {@code run}. */
    @ApplicationScoped
    static class Runs implements PanacheRepositoryBase<RunEntity, String> {}

    /** Panache's view of the listed columns of the table {@code run}. */
    @ApplicationScoped
    static class Summaries implements PanacheRepositoryBase<RunSummaryEntity, String> {}

    /** Panache's view of the table {@code epoch}. */
    @ApplicationScoped
    static class Epochs implements PanacheRepositoryBase<EpochEntity, EpochEntity.Key> {}
}
