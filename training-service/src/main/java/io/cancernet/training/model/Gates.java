package io.cancernet.training.model;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.network.ModelOrigin;
import io.cancernet.training.evaluation.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a promotion demands of a model.
 *
 * @param minimumSensitivity on the test split, at the model's threshold
 * @param maximumIntervalWidth of that sensitivity's 95 % interval over cases
 * @param refuseLeaky whether the split that judged the model must not share cases
 */
public record Gates(
        @Nullable Double minimumSensitivity, @Nullable Double maximumIntervalWidth, boolean refuseLeaky) {

    /** Demands nothing. */
    public static final Gates OPEN = new Gates(null, null, false);

    public Gates {
        requireShare("minimumSensitivity", minimumSensitivity);
        requireShare("maximumIntervalWidth", maximumIntervalWidth);
    }

    /** What both demand: of two bounds the stricter one. */
    public Gates and(Gates other) {
        return new Gates(
                stricter(minimumSensitivity, other.minimumSensitivity, true),
                stricter(maximumIntervalWidth, other.maximumIntervalWidth, false),
                refuseLeaky || other.refuseLeaky);
    }

    /** Looks at a model. */
    List<Gate> judge(Model model) {
        List<Gate> judged = new ArrayList<>();
        if (minimumSensitivity != null) {
            judged.add(sensitivity(model, minimumSensitivity));
        }
        if (maximumIntervalWidth != null) {
            judged.add(intervalWidth(model, maximumIntervalWidth));
        }
        if (refuseLeaky) {
            judged.add(leaky(model));
        }
        return judged;
    }

    /**
     * Looks at a model and lets it pass.
     *
     * @return what it was asked and had to show
     * @throws DomainException {@code promotion-refused} naming each gate that it misses, with value and bound
     */
    public List<Gate> require(Model model) {
        List<Gate> judged = judge(model);
        List<String> missed = judged.stream()
                .filter(gate -> !gate.met())
                .map(gate -> "%s: %s".formatted(gate.gate(), gate.detail()))
                .toList();
        if (!missed.isEmpty()) {
            throw new DomainException(
                    ErrorCode.PROMOTION_REFUSED,
                    "model %s misses %d of %d gates: %s"
                            .formatted(model.version(), missed.size(), judged.size(), String.join("; ", missed)));
        }
        return judged;
    }

    private static Gate sensitivity(Model model, double bound) {
        Double value = model.metrics().value(ModelMetrics.SENSITIVITY);
        return value == null
                ? unknown("minimum-sensitivity", model, bound)
                : measured("minimum-sensitivity", "its sensitivity on test", value, bound, value >= bound, "at least");
    }

    private static Gate intervalWidth(Model model, double bound) {
        Optional<Interval> interval = model.metrics().interval(ModelMetrics.SENSITIVITY);
        if (interval.isEmpty()) {
            return unknown("maximum-interval-width", model, bound);
        }
        double width = interval.get().width();
        return measured(
                "maximum-interval-width",
                "the 95 % interval of its sensitivity on test",
                width,
                bound,
                width <= bound,
                "at most");
    }

    private static Gate measured(String gate, String what, double value, double bound, boolean met, String relation) {
        return new Gate(
                gate,
                value,
                bound,
                met,
                String.format(Locale.ROOT, "%s is %.4f, %s %.4f is demanded", what, value, relation, bound));
    }

    private static Gate unknown(String gate, Model model, double bound) {
        String why = model.kind() == ModelOrigin.Kind.IMPORTED
                ? "it was imported without metrics"
                : "it has none: its test split has too few cases, or no disease";
        return new Gate(gate, null, bound, false, String.format(Locale.ROOT, "%s, and %.4f is demanded", why, bound));
    }

    private static Gate leaky(Model model) {
        Boolean leaky = model.leaky();
        if (leaky == null) {
            return new Gate("no-leaky-run", null, null, false, "it was imported, nothing is known of its data");
        }
        return new Gate(
                "no-leaky-run",
                null,
                null,
                !leaky,
                "its dataset %s %s cases between splits".formatted(model.dataset(), leaky ? "shares" : "shares no"));
    }

    private static @Nullable Double stricter(@Nullable Double one, @Nullable Double other, boolean higher) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return higher ? Math.max(one, other) : Math.min(one, other);
    }

    private static void requireShare(String field, @Nullable Double value) {
        if (value != null && !(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("%s lies between 0 and 1: %s".formatted(field, value));
        }
    }
}
