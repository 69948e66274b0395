package io.cancernet.training.run;

import io.cancernet.common.event.RunState;
import io.cancernet.common.metrics.DiskSpace;
import io.cancernet.common.metrics.Lookups;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;

/** What dashboards see of runs: epochs, the speed of the last one, and how many runs are in each state. */
@ApplicationScoped
class RunFigures {

    private static final double MILLIS = 1e3;

    private final MeterRegistry registry;
    private final Lookups.Latest<Map<String, Long>> counts;
    private final Counter epochs;
    private final Timer epochTime;
    private volatile double patchesPerSecond;
    private volatile double secondsWaitingForData;

    RunFigures(RunLedger ledger, MeterRegistry registry, Lookups lookups) {
        this.registry = registry;
        this.counts = lookups.add(ledger::countByState);
        this.epochs = Counter.builder("cancernet.training.epochs")
                .description("Epochs finished")
                .register(registry);
        this.epochTime = Timer.builder("cancernet.training.epoch")
                .description("Time that epochs took, with their validation")
                .register(registry);
        Gauge.builder("cancernet.training.patches.per.second", () -> patchesPerSecond)
                .description("Speed of the last epoch")
                .register(registry);
        Gauge.builder("cancernet.training.data.wait.seconds", () -> secondsWaitingForData)
                .description("Time the last epoch waited for data")
                .register(registry);
        for (RunState state : RunState.values()) {
            Gauge.builder("cancernet.training.runs", () -> counts.number(found -> found.getOrDefault(state.slug(), 0L)))
                    .description("Runs on record")
                    .tag("state", state.slug())
                    .register(registry);
        }
    }

    void onStart(@Observes StartupEvent event, RunConfig config) {
        DiskSpace.watch(registry, "cache", config.cacheDir());
    }

    void epochFinished(Epoch epoch) {
        epochs.increment();
        epochTime.record(Duration.ofMillis((long) (epoch.seconds() * MILLIS)));
        patchesPerSecond = epoch.patchesPerSecond();
        secondsWaitingForData = epoch.secondsWaitingForData();
    }
}
