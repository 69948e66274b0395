package io.cancernet.common.audit.postgres;

import com.fasterxml.jackson.core.type.TypeReference;
import io.cancernet.common.audit.AuditEntry;
import io.cancernet.common.audit.AuditQuery;
import io.cancernet.common.audit.AuditTrail;
import io.cancernet.common.json.Json;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.common.postgres.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The audit in Postgres, where triggers refuse to change it. */
@ApplicationScoped
class PostgresAuditTrail implements AuditTrail {

    private static final String INSERT = """
            insert into audit (at, who, action, subject, reason, details, address)
            values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning id
            """;

    private final Sql sql;

    PostgresAuditTrail(Sql sql) {
        this.sql = sql;
    }

    private record Numbered(long number, AuditEntry entry) {}

    @Override
    @Transactional(TxType.MANDATORY)
    public void add(AuditEntry entry) {
        // A record that comes again has its entry.
        var unused = insert(entry);
    }

    @Override
    @Transactional(TxType.REQUIRES_NEW)
    public long begin(AuditEntry entry) {
        return insert(entry).orElseThrow();
    }

    @Override
    @Transactional(TxType.REQUIRES_NEW)
    public void end(long number, int status, String subject) {
        sql.update(
                "update audit set status = ?, subject = case when subject = '' then ? else subject end where id = ?",
                status,
                subject,
                number);
    }

    @Override
    @Transactional
    public Page<AuditEntry> list(AuditQuery query, PageRequest page) {
        StringBuilder where = new StringBuilder("true");
        List<Object> parameters = new ArrayList<>();
        narrow(where, parameters, " and id < ?", before(page));
        narrow(where, parameters, " and who = ?", query.who());
        narrow(where, parameters, " and action = ?", query.action());
        narrow(where, parameters, " and subject = ?", query.subject());
        narrow(where, parameters, " and at >= ?", query.from());
        narrow(where, parameters, " and at < ?", query.until());
        parameters.add(page.limit() + 1);
        List<Numbered> found = sql.query(
                "select id, at, who, action, subject, reason, details, address, status from audit where " + where
                        + " order by id desc limit ?",
                PostgresAuditTrail::read,
                parameters.toArray());
        return Page.of(found, page, each -> Long.toString(each.number())).map(Numbered::entry);
    }

    private Optional<Long> insert(AuditEntry entry) {
        return sql.first(
                INSERT,
                row -> row.getLong("id"),
                entry.at(),
                entry.who(),
                entry.action(),
                entry.subject(),
                entry.reason(),
                Json.text(entry.details()),
                entry.address());
    }

    private static void narrow(StringBuilder where, List<Object> parameters, String clause, @Nullable Object value) {
        if (value != null) {
            where.append(clause);
            parameters.add(value);
        }
    }

    private static @Nullable Long before(PageRequest page) {
        try {
            return page.cursor() == null ? null : Long.valueOf(page.cursor());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a cursor of this list: '%s'".formatted(page.cursor()), e);
        }
    }

    private static Numbered read(ResultSet row) throws SQLException {
        Instant at = Objects.requireNonNull(Sql.instant(row, "at"));
        try {
            AuditEntry entry = new AuditEntry(
                    at,
                    row.getString("who"),
                    row.getString("action"),
                    row.getString("subject"),
                    row.getString("reason"),
                    Json.mapper().readValue(row.getString("details"), new TypeReference<>() {}),
                    row.getString("address"),
                    Sql.integer(row, "status"));
            return new Numbered(row.getLong("id"), entry);
        } catch (IOException e) {
            throw new UncheckedIOException("row %d of audit cannot be read".formatted(row.getLong("id")), e);
        }
    }
}
