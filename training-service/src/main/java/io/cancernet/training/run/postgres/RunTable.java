package io.cancernet.training.run.postgres;

import io.cancernet.common.event.RunState;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.training.run.Epoch;
import io.cancernet.training.run.Run;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads and writes the tables {@code run} and {@code epoch} within the caller's transaction. */
@ApplicationScoped
public class RunTable {

    private final Runs runs;
    private final Epochs epochs;

    RunTable(Runs runs, Epochs epochs) {
        this.runs = runs;
        this.epochs = epochs;
    }

    /** Makes others who ask for the same run wait until the transaction ends, whether the run exists or not. */
    void reserve(RunId id) {
        runs.getEntityManager()
                .createNativeQuery("select 1 from (select pg_advisory_xact_lock(hashtextextended(?1, 0))) locked")
                .setParameter(1, "run " + id)
                .getSingleResult();
    }

    /** Whether a run of that id was deleted; its files may not be gone yet. */
    boolean wasDeleted(RunId id) {
        return !runs.getEntityManager()
                .createNativeQuery("select 1 from deletion where folder = ?1")
                .setParameter(1, ObjectKeys.run(id))
                .getResultList()
                .isEmpty();
    }

    void add(RunEntity row) {
        // At once: what is written of it by plain JDBC refers to its row.
        runs.persistAndFlush(row);
    }

    Optional<RunEntity> lock(RunId id) {
        return Optional.ofNullable(runs.findById(id.value(), LockModeType.PESSIMISTIC_WRITE));
    }

    /** A run without its epochs, which nobody changes until the transaction ends. */
    public Optional<Run> hold(RunId id) {
        return lock(id).map(row -> row.toDomain(List.of()));
    }

    /** The runs that have not ended and start from a file under a folder of the object store. */
    public List<RunId> unfinishedFrom(String folder) {
        String sql = "select run_id from run where state in ('QUEUED', 'RUNNING')"
                + " and starts_with(settings -> 'initialWeights' ->> 'file', ?1) order by run_id";
        List<?> ids = runs.getEntityManager()
                .createNativeQuery(sql, String.class)
                .setParameter(1, folder)
                .getResultList();
        return ids.stream().map(id -> new RunId((String) id)).toList();
    }

    /** Deletes a run with its epochs, metrics, attempts and events. */
    public void delete(RunId id) {
        runs.deleteById(id.value());
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

    List<RunId> unfinished(DatasetVersion dataset) {
        return runs
                .find("dataset = ?1 and state in ?2", dataset.toString(), List.of(RunState.QUEUED, RunState.RUNNING))
                .stream()
                .map(row -> new RunId(row.id))
                .toList();
    }

    /** Panache's view of the table {@code run}. */
    @ApplicationScoped
    static class Runs implements PanacheRepositoryBase<RunEntity, String> {}

    /** Panache's view of the table {@code epoch}. */
    @ApplicationScoped
    static class Epochs implements PanacheRepositoryBase<EpochEntity, EpochEntity.Key> {}
}
