package io.cancernet.training.live.postgres;

import io.cancernet.common.event.RunChanged;
import io.cancernet.common.id.RunId;
import io.cancernet.common.postgres.Sql;
import io.cancernet.training.json.JsonColumn;
import io.cancernet.training.live.RunEvent;
import io.cancernet.training.live.RunEventLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** What happened to runs in the table {@code run_event}. */
@ApplicationScoped
public class RunEventTable implements RunEventLog {

    private final Sql sql;

    public RunEventTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * Adds an event at the end of the caller's transaction. Others who add one wait until it has ended: ids become
     * visible in their order, so that whoever reads on from the last one misses none.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void add(RunChanged change) {
        sql.update(
                "with turn as materialized (select pg_advisory_xact_lock(hashtext(current_schema() || '.run_event')))"
                        + " insert into run_event (run_id, at, event) select ?, ?, ?::jsonb from turn",
                change.runId().value(),
                change.at().atOffset(ZoneOffset.UTC),
                JsonColumn.write(change));
    }

    @Override
    @Transactional
    public List<RunEvent> after(long id, int limit) {
        return select("select id, event from run_event where id > ? order by id limit ?", id, limit);
    }

    @Override
    @Transactional
    public List<RunEvent> after(long id, RunId run, int limit) {
        return select(
                "select id, event from run_event where run_id = ? and id > ? order by id limit ?",
                run.value(),
                id,
                limit);
    }

    @Override
    @Transactional
    public long latest() {
        return number("select coalesce(max(id), 0) from run_event");
    }

    @Override
    @Transactional
    public long oldest() {
        return number("select coalesce(min(id), 1) from run_event");
    }

    @Override
    @Transactional
    public void forget(Instant before) {
        sql.update("delete from run_event where at < ?", before.atOffset(ZoneOffset.UTC));
    }

    private List<RunEvent> select(String query, Object... parameters) {
        return sql.query(
                query,
                row -> new RunEvent(row.getLong(1), JsonColumn.read(row.getString(2), RunChanged.class)),
                parameters);
    }

    private long number(String query) {
        return sql.first(query, row -> row.getLong(1)).orElseThrow();
    }
}
