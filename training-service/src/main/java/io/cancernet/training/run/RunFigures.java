package io.cancernet.training.run;

import io.cancernet.common.event.RunState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;

/** What dashboards see of runs: epochs, the speed of the last one, and how many runs are in each state. */
@ApplicationScoped
class RunFigures {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final RunLedger ledger;
    private final Counter epochs;
    private volatile double patchesPerSecond;
    private volatile double secondsWaitingForData;
    private volatile Map<String, Long> counts = Map.of();
    private volatile long countedAt = System.nanoTime() - FRESH.toNanos();

    RunFigures(RunLedger ledger, MeterRegistry registry) {
        this.ledger = ledger;
        this.epochs = Counter.builder("cancernet.training.epochs")
                .description("Epochs finished")
                .register(registry);
        Gauge.builder("cancernet.training.patches.per.second", () -> patchesPerSecond)
                .description("Speed of the last epoch")
                .register(registry);
        Gauge.builder("cancernet.training.data.wait.seconds", () -> secondsWaitingForData)
                .description("Time the last epoch waited for data")
                .register(registry);
        for (RunState state : RunState.values()) {
            Gauge.builder("cancernet.training.runs", () -> count(state))
                    .description("Runs on record")
                    .tag("state", state.slug())
                    .register(registry);
        }
    }

    void epochFinished(Epoch epoch) {
        epochs.increment();
        patchesPerSecond = epoch.patchesPerSecond();
        secondsWaitingForData = epoch.secondsWaitingForData();
    }

    /** One query serves all gauges of a scrape. */
    private double count(RunState state) {
        if (System.nanoTime() - countedAt >= FRESH.toNanos()) {
            counts = ledger.countByState();
            countedAt = System.nanoTime();
        }
        return counts.getOrDefault(state.slug(), 0L);
    }
}
