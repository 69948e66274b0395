package io.cancernet.inference.request;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.SlideId;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants scored.
 *
 * @param priority the higher, the sooner; above 0 it goes ahead of all others
 * @param model one that was promoted before; absent: the live one
 */
public record ScoringOrder(
        SlideId slideId, int priority, @Nullable ModelVersion model) {}
