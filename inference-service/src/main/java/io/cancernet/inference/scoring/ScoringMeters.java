package io.cancernet.inference.scoring;

import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.kafka.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Figures of scoring for Prometheus, there from the start. */
@Startup // its meters are there from the start
@ApplicationScoped
class ScoringMeters {

    private static final Duration[] LATENCIES = Stream.of(
                    "PT0.05S", "PT0.1S", "PT0.25S", "PT0.5S", "PT1S", "PT2.5S", "PT5S", "PT10S", "PT30S", "PT1M",
                    "PT5M", "PT15M", "PT1H", "PT4H")
            .map(Duration::parse)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Timer batches;
    private final Counter scored;
    private final Counter outOfDistribution;
    private final Map<Priority, Timer> latencies = new EnumMap<>(Priority.class);
    private final Map<ErrorCode, Counter> failed = new EnumMap<>(ErrorCode.class);

    ScoringMeters(MeterRegistry registry) {
        this.registry = registry;
        this.batches = Timer.builder("cancernet.scoring.batch")
                .description("Time that a consumed batch took until it was stored and told")
                .register(registry);
        this.scored = Counter.builder("cancernet.patches.scored")
                .description("Patches scored for the first time")
                .register(registry);
        this.outOfDistribution = Counter.builder("cancernet.patches.out.of.distribution")
                .description("Scored patches whose colours are unlike the training patches'")
                .register(registry);
        for (Priority priority : List.of(Priority.URGENT, Priority.NORMAL)) {
            latencies.put(
                    priority,
                    Timer.builder("cancernet.patch.latency")
                            .description("From the arrival of a patch in the queue to its stored score")
                            .tag("priority", priority.slug())
                            .serviceLevelObjectives(LATENCIES)
                            .register(registry));
        }
        // A counter that came with its first failure would be new to Prometheus, which sees no increase in it.
        for (ErrorCode code : ErrorCode.values()) {
            failed.put(
                    code,
                    Counter.builder("cancernet.patches.failed")
                            .description("Patches that cannot be scored, by code")
                            .tag("code", code.slug())
                            .register(registry));
        }
    }

    Batch start(Priority priority) {
        return new Batch(Timer.start(registry), priority);
    }

    /** A batch being timed; one that waits out an outage is counted once it is through. */
    final class Batch {

        private final Timer.Sample sample;
        private final Priority priority;

        private Batch(Timer.Sample sample, Priority priority) {
            this.sample = sample;
            this.priority = priority;
        }

        void end(List<Score> fresh, List<Outcome> outcomes) {
            sample.stop(batches);
            scored.increment(fresh.size());
            outOfDistribution.increment(
                    (double) fresh.stream().filter(Score::outOfDistribution).count());
            Timer latency = latencies.get(priority);
            if (latency != null) {
                fresh.forEach(each -> latency.record(each.latencyMillis(), TimeUnit.MILLISECONDS));
            }
            for (Outcome each : outcomes) {
                if (each instanceof Outcome.Failed failure) {
                    Objects.requireNonNull(failed.get(failure.code())).increment();
                }
            }
        }
    }
}
