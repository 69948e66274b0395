package io.cancernet.common.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * Dead letters by the topic that they were consumed from, and consumers that wait for a store or a model. A singleton, so
 * without a proxy: a consumer that is interrupted by the stop of its service finds no beans any more.
 */
@Singleton
class ConsumerMeters {

    private static final Pattern TOPIC = Pattern.compile("mp\\.messaging\\.incoming\\..+\\.topic");

    private final MeterRegistry registry;
    private final Config config;
    private final Map<String, Counter> letters = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();

    ConsumerMeters(MeterRegistry registry, Config config) {
        this.registry = registry;
        this.config = config;
    }

    /** Counters are there from the start: one that begins at 1 shows no increase. */
    void onStart(@Observes StartupEvent event) {
        Gauge.builder("cancernet.consumers.waiting", waiting, AtomicInteger::get)
                .description("Consumers that hold a batch until a store or a model is there")
                .register(registry);
        for (String name : config.getPropertyNames()) {
            if (TOPIC.matcher(name).matches()) {
                config.getOptionalValue(name, String.class).ifPresent(topic -> letters(topic, 0));
            }
        }
    }

    void letters(String topic, int count) {
        letters.computeIfAbsent(topic, each -> Counter.builder("cancernet.dead.letters")
                        .description("Records that could not be used, by the topic they came from")
                        .tag("topic", topic)
                        .register(registry))
                .increment(count);
    }

    void waits() {
        waiting.incrementAndGet();
    }

    void goesOn() {
        waiting.decrementAndGet();
    }
}
