package io.cancernet.common.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The traces that records carry in their headers to whoever consumes them. Records that are sent together to one topic in
 * one trace share a span: a slide has thousands of patches. Used by one thread.
 */
public final class ProducerTrace implements AutoCloseable {

    private final Map<String, Sending> sendings = new HashMap<>();
    private final Context current = Context.current();

    /** Records to one topic in one trace that are being sent. */
    private static final class Sending {

        private final Span span;
        private final byte @Nullable [] traceparent;
        private long records;

        Sending(String topic, Context parent) {
            span = TraceContext.span(topic + " publish", SpanKind.PRODUCER, parent)
                    .setAttribute("messaging.system", "kafka")
                    .setAttribute("messaging.operation.type", "send")
                    .setAttribute("messaging.destination.name", topic);
            String text = TraceContext.traceparent(parent.with(span));
            traceparent = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        }

        void end() {
            span.setAttribute("messaging.batch.message_count", records).end();
        }
    }

    /**
     * Notes a record on its way out, in the trace that its headers name, else that of the consumed event with its key,
     * else that of this thread, else a new one.
     */
    public void inject(String topic, @Nullable String key, Headers headers) {
        Header given = headers.lastHeader(TraceContext.HEADER);
        Context parent = given == null || given.value() == null
                ? ConsumedTraces.of(key, current)
                : TraceContext.context(new String(given.value(), StandardCharsets.UTF_8));
        String trace = Span.fromContext(parent).getSpanContext().getTraceId();
        Sending sending = sendings.computeIfAbsent(topic + ' ' + trace, unused -> new Sending(topic, parent));
        sending.records++;
        if (sending.traceparent != null) {
            headers.remove(TraceContext.HEADER).add(TraceContext.HEADER, sending.traceparent);
        }
    }

    /** Says that what was noted is sent, or will not be. */
    @Override
    public void close() {
        sendings.values().forEach(Sending::end);
    }
}
