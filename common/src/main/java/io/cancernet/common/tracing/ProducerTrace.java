package io.cancernet.common.tracing;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The trace that a record carries in its headers to whoever consumes it. */
public final class ProducerTrace {

    private ProducerTrace() {}

    /** Notes a record on its way out in the current trace, or in one of its own; nothing while tracing is off. */
    public static void inject(String topic, Headers headers) {
        Span span = GlobalOpenTelemetry.getTracer("io.cancernet")
                .spanBuilder(topic + " publish")
                .setSpanKind(SpanKind.PRODUCER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.destination.name", topic)
                .startSpan();
        try {
            GlobalOpenTelemetry.getPropagators()
                    .getTextMapPropagator()
                    .inject(Context.current().with(span), headers, ProducerTrace::set);
        } finally {
            span.end();
        }
    }

    private static void set(@Nullable Headers headers, String key, String value) {
        if (headers != null) {
            headers.remove(key).add(key, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
