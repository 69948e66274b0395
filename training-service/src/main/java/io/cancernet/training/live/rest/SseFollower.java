package io.cancernet.training.live.rest;

import io.cancernet.common.json.Json;
import io.cancernet.training.live.Follower;
import io.cancernet.training.live.RunEvent;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A client behind a connection for server-sent events. */
final class SseFollower implements Follower {

    private static final int MOST_UNDER_WAY = 256;
    private static final Duration RECONNECT = Duration.ofSeconds(2);

    private final SseEventSink sink;
    private final Sse sse;
    private final AtomicInteger underWay = new AtomicInteger();

    SseFollower(SseEventSink sink, Sse sse) {
        this.sink = sink;
        this.sse = sse;
    }

    @Override
    public boolean isOpen() {
        return !sink.isClosed();
    }

    @Override
    public boolean isReady() {
        return isOpen() && underWay.get() < MOST_UNDER_WAY;
    }

    @Override
    public void send(RunEvent event) {
        send(sse.newEventBuilder()
                .id(Long.toString(event.id()))
                .name(event.change().change().slug())
                .data(String.class, Json.text(event.change()))
                .reconnectDelay(RECONNECT.toMillis())
                .build());
    }

    @Override
    public void sendGap() {
        send(sse.newEventBuilder()
                .name("gap")
                .data(String.class, "{\"detail\":\"events in between are not kept any more; read the runs anew\"}")
                .build());
    }

    @Override
    public void beat() {
        send(sse.newEventBuilder().comment("still here").build());
    }

    @Override
    public void close() {
        sink.close();
    }

    private void send(OutboundSseEvent event) {
        underWay.incrementAndGet();
        try {
            // Its outcome is looked at; nobody waits for it.
            var unused = sink.send(event).whenComplete((sent, failure) -> {
                underWay.decrementAndGet();
                if (failure != null) {
                    sink.close();
                }
            });
        } catch (IllegalStateException e) {
            // Closed by the client a moment ago.
            underWay.decrementAndGet();
        }
    }
}
