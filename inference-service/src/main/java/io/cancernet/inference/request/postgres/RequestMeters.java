package io.cancernet.inference.request.postgres;

import io.cancernet.common.metrics.Lookups;
import io.cancernet.common.postgres.Sql;
import io.cancernet.inference.request.ScoringRequest;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.stream.Collectors;

/** How many scoring requests are in each state. */
@ApplicationScoped
class RequestMeters {

    private final MeterRegistry registry;
    private final Lookups.Latest<Map<String, Long>> counts;

    RequestMeters(MeterRegistry registry, Lookups lookups, Sql sql) {
        this.registry = registry;
        this.counts = lookups.add(() -> sql
                .query(
                        "select state, count(*) from scoring_request group by state",
                        row -> Map.entry(row.getString(1), row.getLong(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    void onStart(@Observes StartupEvent event) {
        for (ScoringRequest.State state : ScoringRequest.State.values()) {
            Gauge.builder(
                            "cancernet.scoring.requests",
                            () -> counts.number(found -> found.getOrDefault(state.slug(), 0L)))
                    .description("Scoring requests on record")
                    .tag("state", state.slug())
                    .register(registry);
        }
    }
}
