package io.cancernet.inference.scoring;

import io.cancernet.inference.scoring.WaitingImages.Waiting;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/** How full the passes of the network are, how long images waited for theirs, and how long it computed. */
final class NetworkMeters {

    private final DistributionSummary sizes;
    private final Timer waits;
    private final Timer passes;

    /** @param waiting images that wait now */
    NetworkMeters(MeterRegistry registry, ToIntFunction<Priority> waiting) {
        this.sizes = DistributionSummary.builder("cancernet.scoring.micro.batch")
                .description("Images that were computed together")
                .baseUnit("images")
                .register(registry);
        this.waits = Timer.builder("cancernet.scoring.micro.batch.wait")
                .description("How long the oldest image of a micro-batch waited for it")
                .register(registry);
        this.passes = Timer.builder("cancernet.scoring.network")
                .description("How long the network took for a micro-batch")
                .register(registry);
        for (Priority priority : Priority.values()) {
            Gauge.builder("cancernet.scoring.waiting", () -> waiting.applyAsInt(priority))
                    .description("Images that wait for the network")
                    .baseUnit("images")
                    .tag("priority", priority.slug())
                    .register(registry);
        }
    }

    /**
     * Notes a micro-batch that was computed.
     *
     * @param taken when the batch went to the network, by {@link System#nanoTime}, as {@code done}
     */
    void computed(List<Waiting> batch, long taken, long done) {
        sizes.record(batch.size());
        passes.record(done - taken, TimeUnit.NANOSECONDS);
        waits.record(taken - batch.stream().mapToLong(Waiting::since).min().orElse(taken), TimeUnit.NANOSECONDS);
    }
}
