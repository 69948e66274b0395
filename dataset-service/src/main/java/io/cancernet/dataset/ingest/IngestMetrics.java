package io.cancernet.dataset.ingest;

import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.metrics.DiskSpace;
import io.cancernet.dataset.layout.QuarantineReason;
import io.cancernet.dataset.layout.QuarantinedFile;
import io.cancernet.dataset.work.WorkDirectory;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Counts what ingests store and leave out, and times their steps. Counters are there from the start. */
@ApplicationScoped
class IngestMetrics {

    /** What {@link Steps} are called. */
    static final List<String> STEPS = List.of("examine", "store", "hash", "cut");

    private static final Logger LOG = Logger.getLogger(IngestMetrics.class);
    private static final double MILLIS = 1e3;

    private final MeterRegistry metrics;
    private final Counter patches;
    private final Counter slides;
    private final Counter ingests;

    IngestMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
        this.patches = Counter.builder("cancernet.patches.ingested")
                .description("Patches stored")
                .register(metrics);
        this.slides = Counter.builder("cancernet.slides.ingested")
                .description("Slides of which patches were stored")
                .register(metrics);
        this.ingests = Counter.builder("cancernet.ingests.finished")
                .description("Submissions that were ingested")
                .register(metrics);
        for (QuarantineReason reason : QuarantineReason.values()) {
            quarantined(reason, 0);
        }
        // A counter that came with its first rejection would be new to Prometheus, which sees no increase in it.
        for (ErrorCode code : ErrorCode.values()) {
            rejection(code);
        }
        STEPS.forEach(this::step);
    }

    void onStart(@Observes StartupEvent event, WorkDirectory work) {
        DiskSpace.watch(metrics, "work", work.path());
    }

    /**
     * Counts a slide that is through.
     *
     * @param added whether the slide's extraction is new
     */
    void count(boolean added, SlideResult result) {
        if (added) {
            patches.increment(result.stored());
            slides.increment();
        }
        result.cells().forEach(this::quarantined);
        for (QuarantinedFile each : result.quarantined()) {
            quarantined(each.reason(), 1);
        }
        result.seconds().forEach((step, seconds) -> step(step).record(Duration.ofMillis((long) (seconds * MILLIS))));
        LOG.infof(
                "slide %s: %d patches %s, %d left out",
                result.slideId(), result.stored(), added ? "stored" : "known already", result.leftOut());
    }

    void finished() {
        ingests.increment();
    }

    /**
     * Counts a rejected submission.
     *
     * @param code why
     */
    void rejected(ErrorCode code) {
        rejection(code).increment();
    }

    private Counter rejection(ErrorCode code) {
        return Counter.builder("cancernet.ingests.rejected")
                .description("Submissions that were rejected, by code")
                .tag("code", code.slug())
                .register(metrics);
    }

    private void quarantined(QuarantineReason reason, int count) {
        Counter.builder("cancernet.patches.quarantined")
                .description("Files and cells of slides that were not stored, by reason")
                .tag("reason", reason.slug())
                .register(metrics)
                .increment(count);
    }

    private Timer step(String step) {
        return Timer.builder("cancernet.ingest.step")
                .description("Time that a slide takes, by step")
                .tag("step", step)
                .register(metrics);
    }
}
