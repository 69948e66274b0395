package io.cancernet.common.outbox;

import io.agroal.api.AgroalDataSource;
import io.cancernet.common.error.Outage;
import io.cancernet.common.event.Event;
import io.cancernet.common.event.Topic;
import io.cancernet.common.json.Json;
import io.cancernet.common.tracing.TraceContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Events on their way out, written in the transaction of the change that they announce. The relay publishes them in
 * order, at least once, in the trace of that transaction. The table {@code outbox} lies in the service's own schema.
 */
@ApplicationScoped
public class Outbox {

    private final AgroalDataSource database;

    public Outbox(AgroalDataSource database) {
        this.database = database;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    public void add(Event event) {
        insert(event.topic().topicName(), event.key(), event.eventId(), event.type(), Json.write(event));
    }

    /** Retires the key of a compacted topic. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void addTombstone(Topic topic, String key) {
        insert(topic.topicName(), key, key, "tombstone", null);
    }

    /** Announces many events by one row, which an {@link OutboxExpander} of that name turns into the events later. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void addExpansion(String expander, String reference) {
        insert(OutboxRelay.EXPANSION, expander, reference, OutboxRelay.EXPANSION, null);
    }

    private void insert(String topic, String key, String eventId, String type, byte @Nullable [] payload) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into outbox (topic, event_key, event_id, event_type, payload, traceparent)"
                                + " values (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, topic);
            insert.setString(2, key);
            insert.setString(3, eventId);
            insert.setString(4, type);
            insert.setBytes(5, payload);
            insert.setString(6, TraceContext.current());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new Outage("cannot write to the outbox: " + e.getMessage(), e);
        }
    }
}
