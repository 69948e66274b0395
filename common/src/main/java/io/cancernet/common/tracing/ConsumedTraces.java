package io.cancernet.common.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The traces of a batch of events while it is worked on: a span for each trace, and which event belongs to which. A batch
 * of one trace makes it the thread's; of a mixed one, {@link #within} does. Used by one thread.
 */
public final class ConsumedTraces implements AutoCloseable {

    private static final ContextKey<Map<String, Context>> BY_KEY = ContextKey.named("cancernet-consumed-traces");

    private final Map<String, Context> byTrace = new HashMap<>();
    private final Map<String, Context> byKey = new HashMap<>();

    /** Adds an event of the batch, before {@link #run}. */
    public void add(String topic, String key, Headers headers) {
        Header given = headers.lastHeader(TraceContext.HEADER);
        String traceparent =
                given == null || given.value() == null ? null : new String(given.value(), StandardCharsets.UTF_8);
        Context sent = TraceContext.context(traceparent);
        String trace = Span.fromContext(sent).getSpanContext().getTraceId();
        byKey.put(key, byTrace.computeIfAbsent(trace, unused -> started(topic, sent)));
    }

    private static Context started(String topic, Context sent) {
        return sent.with(TraceContext.span(topic + " process", SpanKind.CONSUMER, sent)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.destination.name", topic));
    }

    /** Does the work of the batch, all events of which were added. */
    public void run(Runnable work) {
        Context context = byTrace.size() == 1 ? byTrace.values().iterator().next() : Context.current();
        context.with(BY_KEY, byKey).wrap(work).run();
    }

    /** Does work in the trace of the consumed event of that key, within the batch. */
    public static <T> T within(String key, Supplier<T> work) {
        Context current = Context.current();
        return of(key, current)
                .with(BY_KEY, Objects.requireNonNullElse(current.get(BY_KEY), Map.of()))
                .wrapSupplier(work)
                .get();
    }

    /** Does work in the trace of the consumed event of that key, within the batch. */
    public static void runWithin(String key, Runnable work) {
        boolean unused = within(key, () -> {
            work.run();
            return true;
        });
    }

    /** The context of the consumed event of that key; the other one when there is none. */
    static Context of(@Nullable String key, Context otherwise) {
        Map<String, Context> consumed = otherwise.get(BY_KEY);
        return consumed == null || key == null ? otherwise : consumed.getOrDefault(key, otherwise);
    }

    /** Ends the spans. */
    @Override
    public void close() {
        byTrace.values().forEach(each -> Span.fromContext(each).end());
    }
}
