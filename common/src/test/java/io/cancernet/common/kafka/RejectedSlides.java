package io.cancernet.common.kafka;

import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.event.SlideRejected;
import io.cancernet.common.tracing.ConsumedTraces;
import io.cancernet.common.tracing.TraceContext;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A consumer whose use case does what the reference of each event says. */
@ApplicationScoped
public class RejectedSlides {

    static final String POISON = "poison";
    static final String REFUSED = "refused";
    static final String NEEDS_STORE = "needs-store";

    private final Set<String> handled = ConcurrentHashMap.newKeySet();
    private final Map<String, String> traces = new ConcurrentHashMap<>();
    private final AtomicInteger outages = new AtomicInteger();
    private volatile boolean storeAway;

    private final BatchConsumer consumer;

    public RejectedSlides(BatchConsumer consumer) {
        this.consumer = consumer;
    }

    Set<String> handled() {
        return handled;
    }

    /** The trace in which the event was handled. */
    String trace(String reference) {
        return traces.getOrDefault(reference, "");
    }

    int outages() {
        return outages.get();
    }

    void setStoreAway(boolean away) {
        storeAway = away;
    }

    @Incoming("rejected")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        consumer.consume(records, SlideRejected.class, this::handle);
    }

    private List<Outcome> handle(List<Received<SlideRejected>> batch) {
        return batch.stream().map(each -> handle(each.event().reference())).toList();
    }

    private Outcome handle(String reference) {
        if (reference.startsWith(POISON)) {
            throw new IllegalStateException("stumbled over " + reference);
        }
        if (reference.startsWith(REFUSED)) {
            return Outcome.failed(ErrorCode.NO_IMAGES, "refused: " + reference);
        }
        if (reference.startsWith(NEEDS_STORE) && storeAway) {
            outages.incrementAndGet();
            throw new Outage("away", new IOException("away"));
        }
        traces.put(reference, ConsumedTraces.within(reference, () -> String.valueOf(TraceContext.current())));
        handled.add(reference);
        return Outcome.DONE;
    }
}
