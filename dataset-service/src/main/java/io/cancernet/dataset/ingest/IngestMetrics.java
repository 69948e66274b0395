package io.cancernet.dataset.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Counts what ingests store and leave out. */
@ApplicationScoped
class IngestMetrics {

    private static final Logger LOG = Logger.getLogger(IngestMetrics.class);

    private final MeterRegistry metrics;

    IngestMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** @param added whether the slide's extraction is new */
    void count(boolean added, SlideResult result) {
        if (added) {
            metrics.counter("cancernet.patches.stored").increment(result.stored());
        }
        metrics.counter("cancernet.patches.quarantined").increment(result.leftOut());
        LOG.infof(
                "slide %s: %d patches %s, %d left out",
                result.slideId(), result.stored(), added ? "stored" : "known already", result.leftOut());
    }
}
