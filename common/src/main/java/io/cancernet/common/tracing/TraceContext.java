package io.cancernet.common.tracing;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in a trace, as W3C's header {@code traceparent} writes it: rows of Postgres and headers of Kafka carry it to
 * whoever goes on with them.
 */
public final class TraceContext {

    static final String HEADER = "traceparent";
    static final String TRACER = "io.cancernet";

    private static final TextMapGetter<String> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of(HEADER);
        }

        @Override
        public @Nullable String get(@Nullable String traceparent, String key) {
            return HEADER.equals(key) ? traceparent : null;
        }
    };

    private TraceContext() {}

    /** Of what this thread does; null outside of any trace. */
    public static @Nullable String current() {
        return traceparent(Context.current());
    }

    static @Nullable String traceparent(Context context) {
        Map<String, String> carrier = new HashMap<>();
        GlobalOpenTelemetry.getPropagators().getTextMapPropagator().inject(context, carrier, TraceContext::set);
        return carrier.get(HEADER);
    }

    private static void set(@Nullable Map<String, String> carrier, String key, String value) {
        if (carrier != null) {
            carrier.put(key, value);
        }
    }

    /** The context to go on from; one outside of any trace without a place, or with one that cannot be read. */
    static Context context(@Nullable String traceparent) {
        return traceparent == null
                ? Context.root()
                : GlobalOpenTelemetry.getPropagators()
                        .getTextMapPropagator()
                        .extract(Context.root(), traceparent, GETTER);
    }

    /** Does work as a span of its own that goes on with a trace, or begins one. */
    public static void continued(@Nullable String traceparent, String name, Runnable work) {
        Context parent = context(traceparent);
        Span span = span(name, SpanKind.INTERNAL, parent);
        try {
            parent.with(span).wrap(work).run();
        } finally {
            span.end();
        }
    }

    static Span span(String name, SpanKind kind, Context parent) {
        return GlobalOpenTelemetry.getTracer(TRACER)
                .spanBuilder(name)
                .setSpanKind(kind)
                .setParent(parent)
                .startSpan();
    }
}
