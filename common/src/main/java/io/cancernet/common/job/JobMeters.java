package io.cancernet.common.job;

import io.cancernet.common.metrics.Lookups;
import io.cancernet.common.postgres.Sql;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** How many jobs of each kind wait and run, how long the oldest waits, and how attempts at them end. */
@ApplicationScoped
public class JobMeters {

    private static final String QUERY = """
            select kind, count(*) filter (where running), count(*) filter (where not running),
                   coalesce(extract(epoch from now() - min(created_at) filter (where not running)), 0)
              from (select kind, created_at, owner is not null and available_at > now() as running from job) as jobs
             group by kind""";

    private static final Backlog NONE = new Backlog(0, 0, 0);

    private final MeterRegistry registry;
    private final Lookups.Latest<Map<String, Backlog>> backlogs;

    JobMeters(MeterRegistry registry, Lookups lookups, Sql sql) {
        this.registry = registry;
        this.backlogs = lookups.add(() -> sql
                .query(
                        QUERY,
                        row -> Map.entry(
                                row.getString(1), new Backlog(row.getLong(2), row.getLong(3), row.getDouble(4))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** How an attempt at a job ended. */
    enum End {
        DONE,
        /** It could not go on for now, through no fault of its own. */
        PUT_OFF,
        /** It failed, and is tried again. */
        FAILED,
        /** It failed for good. */
        ABANDONED,
        /** Another worker has it. */
        LEASE_LOST
    }

    private record Backlog(long running, long waiting, double oldestSeconds) {}

    /** The figures of one kind of jobs, there from the start. */
    Attempts of(String kind) {
        gauge("cancernet.jobs", kind, "running", Backlog::running);
        gauge("cancernet.jobs", kind, "waiting", Backlog::waiting);
        Gauge.builder("cancernet.jobs.oldest.age", () -> figure(kind, Backlog::oldestSeconds))
                .description("Age of the oldest job that nobody works on")
                .baseUnit("seconds")
                .tag("kind", kind)
                .register(registry);
        return new Attempts(registry, kind);
    }

    private void gauge(String name, String kind, String state, ToDoubleFunction<Backlog> figure) {
        Gauge.builder(name, () -> figure(kind, figure))
                .description("Jobs that are not done")
                .tag("kind", kind)
                .tag("state", state)
                .register(registry);
    }

    private double figure(String kind, ToDoubleFunction<Backlog> figure) {
        return backlogs.number(found -> figure.applyAsDouble(found.getOrDefault(kind, NONE)));
    }

    /** Counts and times the attempts at jobs of one kind. */
    static final class Attempts {

        private final Map<End, Timer> timers = new EnumMap<>(End.class);

        Attempts(MeterRegistry registry, String kind) {
            for (End end : End.values()) {
                timers.put(
                        end,
                        Timer.builder("cancernet.job.attempts")
                                .description("Attempts at jobs, by how they ended")
                                .tag("kind", kind)
                                .tag("end", end.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                                .register(registry));
            }
        }

        void ended(End end, Duration took) {
            Timer timer = timers.get(end);
            if (timer != null) {
                timer.record(took);
            }
        }
    }
}
