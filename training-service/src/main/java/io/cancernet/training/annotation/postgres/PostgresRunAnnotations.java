package io.cancernet.training.annotation.postgres;

import io.cancernet.common.id.RunId;
import io.cancernet.common.postgres.Sql;
import io.cancernet.training.annotation.Annotations;
import io.cancernet.training.annotation.RunAnnotations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Annotations in columns of the table {@code run} that nothing else writes. */
@ApplicationScoped
class PostgresRunAnnotations implements RunAnnotations {

    private final Sql sql;

    PostgresRunAnnotations(Sql sql) {
        this.sql = sql;
    }

    @Override
    @Transactional
    public Optional<Annotations> find(RunId run) {
        return select(run, "");
    }

    @Override
    @Transactional
    public Optional<Annotations> change(RunId run, UnaryOperator<Annotations> change) {
        Optional<Annotations> changed = select(run, " for no key update").map(change);
        changed.ifPresent(annotations -> update(run, annotations));
        return changed;
    }

    private Optional<Annotations> select(RunId run, String lock) {
        return sql.first(
                "select tags, note, revision from run where run_id = ?" + lock,
                row -> new Annotations(List.of((String[]) row.getArray(1).getArray()), row.getString(2), row.getInt(3)),
                run.value());
    }

    private void update(RunId run, Annotations annotations) {
        sql.update(
                "update run set tags = ?, note = ?, revision = ? where run_id = ?",
                Sql.texts(annotations.tags()),
                annotations.note(),
                annotations.revision(),
                run.value());
    }
}
