package io.cancernet.dataset.deletion.postgres;

import io.cancernet.dataset.deletion.RunReference;
import io.cancernet.dataset.deletion.RunReferences;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;

/** The runs that training-service told of, in Postgres. */
@ApplicationScoped
class PostgresRunReferences implements RunReferences {

    private final Statements statements;

    PostgresRunReferences(EntityManager entities) {
        this.statements = new Statements(entities);
    }

    @Override
    @Transactional
    public void put(List<RunReference> references) {
        for (RunReference each : references) {
            statements.update(
                    "insert into run_reference (run_id, name, version, state, changed_at) values (?1, ?2, ?3, ?4, ?5)"
                            + " on conflict (run_id) do update set name = excluded.name, version = excluded.version,"
                            + " state = excluded.state, changed_at = excluded.changed_at"
                            + " where run_reference.changed_at <= excluded.changed_at",
                    each.runId().value(),
                    each.dataset().name(),
                    each.dataset().version(),
                    each.state().name(),
                    each.changedAt());
        }
    }
}
