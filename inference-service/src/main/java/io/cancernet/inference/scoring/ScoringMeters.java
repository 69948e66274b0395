package io.cancernet.inference.scoring;

import io.cancernet.common.kafka.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Figures of scoring for Prometheus. */
@ApplicationScoped
class ScoringMeters {

    private final MeterRegistry registry;

    ScoringMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    Batch start() {
        return new Batch(Timer.start(registry));
    }

    /** A batch being timed; one that waits out an outage is counted once it is through. */
    final class Batch {

        private final Timer.Sample sample;

        private Batch(Timer.Sample sample) {
            this.sample = sample;
        }

        void end(List<Score> scored, List<Outcome> outcomes) {
            sample.stop(registry.timer("cancernet.scoring.batch"));
            registry.counter("cancernet.patches.scored").increment(scored.size());
            registry.counter("cancernet.patches.out.of.distribution").increment((double)
                    scored.stream().filter(Score::outOfDistribution).count());
            for (Outcome each : outcomes) {
                if (each instanceof Outcome.Failed failure) {
                    registry.counter(
                                    "cancernet.patches.failed",
                                    "code",
                                    failure.code().slug())
                            .increment();
                }
            }
        }
    }
}
