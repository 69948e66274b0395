package io.cancernet.training.live.postgres;

import io.agroal.api.AgroalDataSource;
import io.cancernet.common.error.Outage;
import io.cancernet.common.event.RunChanged;
import io.cancernet.common.id.RunId;
import io.cancernet.training.json.JsonColumn;
import io.cancernet.training.live.RunEvent;
import io.cancernet.training.live.RunEventLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What happened to runs in the table {@code run_event}. */
@ApplicationScoped
public class RunEventTable implements RunEventLog {

    private final AgroalDataSource database;

    public RunEventTable(AgroalDataSource database) {
        this.database = database;
    }

    /**
     * Adds an event at the end of the caller's transaction. Others who add one wait until it has ended: ids become
     * visible in their order, so that whoever reads on from the last one misses none.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void add(RunChanged change) {
        update(
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
        update("delete from run_event where at < ?", before.atOffset(ZoneOffset.UTC));
    }

    private List<RunEvent> select(String sql, Object... parameters) {
        List<RunEvent> events = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                events.add(new RunEvent(rows.getLong(1), JsonColumn.read(rows.getString(2), RunChanged.class)));
            }
        } catch (SQLException e) {
            throw failure(e);
        }
        return events;
    }

    private long number(String sql) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private void update(String sql, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            statement.executeUpdate();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    private static Outage failure(SQLException e) {
        return new Outage("the events of runs did not answer: " + e.getMessage(), e);
    }
}
