package io.cancernet.common.outbox;

import io.cancernet.common.metrics.Lookups;
import io.cancernet.common.postgres.Sql;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.ToDoubleFunction;

/** How many events wait in the outbox, how long, and how many were put aside. */
@ApplicationScoped
class OutboxMeters {

    private static final String QUERY = """
            select count(*) filter (where failure is null), count(*) filter (where failure is not null),
                   coalesce(extract(epoch from now() - min(created_at) filter (where failure is null)), 0)
              from outbox""";

    private final MeterRegistry registry;
    private final Lookups.Latest<Waiting> waiting;

    OutboxMeters(MeterRegistry registry, Lookups lookups, Sql sql) {
        this.registry = registry;
        this.waiting =
                lookups.add(() -> sql.first(QUERY, row -> new Waiting(row.getLong(1), row.getLong(2), row.getDouble(3)))
                        .orElseThrow());
    }

    private record Waiting(long rows, long putAside, double oldestSeconds) {}

    void onStart(@Observes StartupEvent event) {
        gauge("cancernet.outbox.rows", "rows", "Outbox rows that wait to be published", Waiting::rows);
        gauge(
                "cancernet.outbox.put.aside.rows",
                "rows",
                "Outbox rows that cannot be published, with the reason beside them",
                Waiting::putAside);
        gauge(
                "cancernet.outbox.oldest.age",
                "seconds",
                "Age of the oldest row that waits to be published",
                Waiting::oldestSeconds);
    }

    private void gauge(String name, String unit, String description, ToDoubleFunction<Waiting> figure) {
        Gauge.builder(name, () -> waiting.number(figure))
                .description(description)
                .baseUnit(unit)
                .register(registry);
    }
}
