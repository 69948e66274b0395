package io.cancernet.training.deadletter.postgres;

import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.common.postgres.Sql;
import io.cancernet.training.deadletter.ReplayLedger;
import io.cancernet.training.deadletter.ReplayRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PostgresReplayLedger implements ReplayLedger {

    private final Sql sql;

    PostgresReplayLedger(Sql sql) {
        this.sql = sql;
    }

    private record Numbered(long number, ReplayRecord replay) {}

    @Override
    @Transactional
    public void add(ReplayRecord replay) {
        sql.update(
                """
                insert into dead_letter_replay (at, by, reason, letters, topic, code, again, replayed, remaining)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                replay.at(),
                replay.by(),
                replay.reason(),
                Sql.texts(replay.letters()),
                replay.topic(),
                replay.code(),
                replay.again(),
                replay.replayed(),
                replay.remaining());
    }

    @Override
    @Transactional
    public Page<ReplayRecord> list(PageRequest page) {
        List<Numbered> found = sql.query(
                "select * from dead_letter_replay where id < ? order by id desc limit ?",
                PostgresReplayLedger::read,
                before(page.cursor()),
                page.limit() + 1);
        return Page.of(found, page, last -> Long.toString(last.number())).map(Numbered::replay);
    }

    private static long before(@Nullable String cursor) {
        try {
            return cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a cursor of this list: '%s'".formatted(cursor), e);
        }
    }

    private static Numbered read(ResultSet row) throws SQLException {
        return new Numbered(
                row.getLong("id"),
                new ReplayRecord(
                        row.getTimestamp("at").toInstant(),
                        row.getString("by"),
                        row.getString("reason"),
                        List.of((String[]) row.getArray("letters").getArray()),
                        row.getString("topic"),
                        row.getString("code"),
                        row.getBoolean("again"),
                        row.getInt("replayed"),
                        row.getInt("remaining")));
    }
}
