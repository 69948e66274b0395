package io.cancernet.common.outbox;

import io.agroal.api.AgroalDataSource;
import io.cancernet.common.error.Outage;
import io.cancernet.common.kafka.EventPublisher;
import io.cancernet.common.kafka.OutgoingRecord;
import io.cancernet.common.tracing.TraceContext;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Publishes what the outbox holds, in order, and deletes it once Kafka has it. Among replicas one relay works at a
 * time: whoever holds the schema's advisory lock.
 */
@ApplicationScoped
public class OutboxRelay {

    static final String EXPANSION = "expansion";

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int BATCH = 500;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

    private final AgroalDataSource database;
    private final EventPublisher publisher;
    private final List<OutboxExpander> expanders;
    private final String source;
    private final Duration pollInterval;
    private final Thread thread = new Thread(this::relay, "outbox-relay");
    private volatile boolean stopping;

    public OutboxRelay(
            AgroalDataSource database,
            EventPublisher publisher,
            Instance<OutboxExpander> expanders,
            @ConfigProperty(name = "quarkus.application.name") String source,
            @ConfigProperty(name = "cancernet.outbox.poll-interval", defaultValue = "100ms") Duration pollInterval) {
        this.database = database;
        this.publisher = publisher;
        this.expanders = expanders.stream().toList();
        this.source = source;
        this.pollInterval = pollInterval;
    }

    void onStart(@Observes StartupEvent event) {
        thread.setDaemon(true);
        thread.start();
    }

    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        thread.interrupt();
        thread.join(Duration.ofSeconds(10).toMillis());
    }

    private void relay() {
        while (!stopping) {
            Duration pause = pollInterval;
            try {
                if (publishBatch()) {
                    continue;
                }
            } catch (SQLException | RuntimeException | AssertionError e) {
                // The Postgres driver asserts where a connection breaks; the relay must outlive it.
                if (!stopping) {
                    LOG.warnf("the outbox waits: %s", e.getMessage());
                }
                pause = AFTER_FAILURE;
            }
            try {
                Thread.sleep(pause.toMillis());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Returns whether there may be more. */
    private boolean publishBatch() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (!lock(connection)) {
                    connection.rollback();
                    return false;
                }
                List<Row> rows = read(connection);
                delete(connection, publish(connection, rows));
                connection.commit();
                return rows.size() == BATCH;
            } catch (SQLException | RuntimeException | AssertionError e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static boolean lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // A replica that freezes while it has the lock would hold up the events of all; sending takes far less.
            statement.execute("set local idle_in_transaction_session_timeout = '10min'");
            try (ResultSet result = statement.executeQuery(
                    "select pg_try_advisory_xact_lock(hashtext(current_schema() || '.outbox'))")) {
                result.next();
                return result.getBoolean(1);
            }
        }
    }

    private static List<Row> read(Connection connection) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "select id, topic, event_key, event_id, event_type, payload, created_at, traceparent"
                                + " from outbox where failure is null order by id limit " + BATCH)) {
            while (result.next()) {
                rows.add(Row.of(result));
            }
        }
        return rows;
    }

    /** Returns the rows that are published. */
    private List<Row> publish(Connection connection, List<Row> rows) throws SQLException {
        List<Row> published = new ArrayList<>();
        List<OutgoingRecord> pending = new ArrayList<>();
        for (Row row : rows) {
            if (row.topic().equals(EXPANSION)) {
                publisher.send(pending);
                pending.clear();
                if (!expand(connection, row)) {
                    continue;
                }
            } else {
                pending.add(row.outgoing(source));
            }
            published.add(row);
        }
        publisher.send(pending);
        return published;
    }

    /** Returns false, with the reason in the row, when what it stands for cannot be told, now or later. */
    private boolean expand(Connection connection, Row row) throws SQLException {
        try {
            OutboxExpander expander = expander(row.key());
            TraceContext.continued(
                    row.traceparent(),
                    expander.name() + " expand",
                    () -> expander.expand(row.eventId(), publisher::publish));
            return true;
        } catch (RuntimeException e) {
            if (stopping || Outage.isOutage(e)) {
                throw e;
            }
            LOG.errorf(
                    e,
                    "outbox row %d (%s %s) cannot be published and is put aside",
                    row.id(),
                    row.key(),
                    row.eventId());
            try (PreparedStatement update = connection.prepareStatement("update outbox set failure = ? where id = ?")) {
                update.setString(1, e.toString());
                update.setLong(2, row.id());
                update.executeUpdate();
            }
            return false;
        }
    }

    private OutboxExpander expander(String name) {
        return expanders.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Outage("no expander " + name, new IllegalStateException(name)));
    }

    private static void delete(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from outbox where id = ?")) {
            for (Row row : rows) {
                delete.setLong(1, row.id());
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }
}
