package io.cancernet.training.recipe;

import static io.cancernet.training.recipe.Range.above;
import static io.cancernet.training.recipe.Range.between;
import static java.util.Map.entry;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The range of each field of recipes that is a number; lists have it for each of their numbers. */
final class Ranges {

    private static final Range SHARE = between(0, 1);
    /** Shares of the past: 1 would never forget. */
    private static final Range KEPT = between(0, 0.99999);

    private static final Range SIDE = between(8, 512);
    private static final Range ZOOM = between(-10, 10);
    private static final int MOST_PATIENCE = 1000;

    private static final Map<String, Range> BY_FIELD = Map.ofEntries(
            entry("batchSize", between(1, 4096)),
            entry("epochs", between(1, 10_000)),
            entry("targetSensitivity", between(0.01, 1)),
            entry("contextSmoothing", between(0, 10)),
            entry("threads", between(0, 256)),
            entry("input.width", SIDE),
            entry("input.height", SIDE),
            entry("input.scaling", above(0, 1)),
            entry("input.mean", between(-255, 255)),
            entry("input.deviation", above(0, 255)),
            entry("optimizer.learningRate", above(0, 10)),
            entry("optimizer.epsilon", above(0, 1)),
            entry("optimizer.beta1", KEPT),
            entry("optimizer.beta2", KEPT),
            entry("optimizer.momentum", KEPT),
            entry("optimizer.weightDecay", SHARE),
            entry("schedule.patience", between(1, MOST_PATIENCE)),
            entry("schedule.factor", above(0, 1)),
            entry("schedule.floor", SHARE),
            entry("earlyStopping.patience", between(0, MOST_PATIENCE)),
            entry("earlyStopping.minDelta", SHARE),
            entry("augmentation.rotationDegrees", between(0, 180)),
            entry("augmentation.zoomMin", ZOOM),
            entry("augmentation.zoomMax", ZOOM),
            entry("augmentation.shift", SHARE),
            entry("augmentation.shearDegrees", between(0, 45)),
            entry("augmentation.stain.sigma", SHARE),
            entry("augmentation.stain.bias", SHARE));

    private Ranges() {}

    /** The range of a field; empty where any number will do. */
    static Optional<Range> find(String field) {
        return Optional.ofNullable(BY_FIELD.get(field));
    }

    static Range of(String field) {
        return Objects.requireNonNull(BY_FIELD.get(field), field);
    }
}
