package io.cancernet.common.network;

import com.fasterxml.jackson.annotation.JsonValue;
import io.cancernet.common.id.DatasetVersion;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a model comes from and how good it is, as it stands in {@code model.json}. What is not known is absent.
 *
 * @param leaky whether the dataset's split shares cases, so that the metrics flatter the model
 * @param data what the model was trained, chosen and tested on, by split
 * @param recipe name of the recipe that the training started from
 * @param settings every hyper-parameter
 * @param metrics of validation and test, with intervals
 * @param codeVersion of the service that trained or imported it
 * @param environment machine and versions of the libraries
 * @param source of imported weights, in the words of who imported them
 */
public record ModelOrigin(
        Kind kind,
        @Nullable DatasetVersion dataset,
        @Nullable Boolean leaky,
        @Nullable Map<String, SplitCounts> data,
        @Nullable String recipe,
        @Nullable Map<String, Object> settings,
        @Nullable Map<String, Object> metrics,
        @Nullable String codeVersion,
        @Nullable Map<String, Object> environment,
        @Nullable String source) {

    public ModelOrigin {
        data = sorted(data);
        settings = sorted(settings);
        metrics = sorted(metrics);
        environment = sorted(environment);
    }

    /** How a model came here. */
    public enum Kind {
        TRAINED,
        IMPORTED;

        @JsonValue
        public String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Size of a split. */
    public record SplitCounts(int cases, int patches, int positivePatches) {}

    /** A model whose weights were made elsewhere: nothing is known of its data. */
    public static ModelOrigin imported(@Nullable String source, String codeVersion) {
        return new ModelOrigin(Kind.IMPORTED, null, null, null, null, null, null, codeVersion, null, source);
    }

    private static <V> @Nullable Map<String, V> sorted(@Nullable Map<String, V> values) {
        return values == null ? null : Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }
}
