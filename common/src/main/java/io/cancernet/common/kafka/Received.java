package io.cancernet.common.kafka;

import io.cancernet.common.event.Event;
import java.time.Instant;

/** A consumed event with the time at which Kafka got it, and where it came from. */
public record Received<E extends Event>(E event, Instant queuedAt, Origin origin) {}
