package io.cancernet.training.model;

import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.json.Json;
import io.cancernet.common.network.Calibration;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.network.NetworkSpec;
import io.cancernet.common.network.Networks;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks for weights that were made elsewhere to become a model.
 *
 * @param thresholdChoice how the threshold was chosen
 * @param weights hash that the file must have
 * @param source where the weights come from
 */
public record ModelImport(
        String name,
        NetworkSpec network,
        InputSpec input,
        Calibration calibration,
        double threshold,
        String thresholdChoice,
        Sha256 weights,
        @Nullable String source,
        String by,
        String reason) {

    private static final int LONGEST = 1000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public ModelImport {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name must be lower-case letters, digits and dashes, at most 63: '%s'".formatted(name));
        }
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold lies between 0 and 1: " + threshold);
        }
        Networks.requireKnown(network);
        Decision.requireText("by", by);
        Decision.requireText("reason", reason);
        requireLine("thresholdChoice", thresholdChoice);
        if (source != null) {
            requireLine("source", source);
        }
    }

    private static void requireLine(String field, String value) {
        if (value.isBlank() || value.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "%s, where it is given, has 1 to %d characters".formatted(field, LONGEST));
        }
    }

    /** The same weights under the same name, described the same, are the same model. */
    String identity() {
        return Hashes.identity(
                name,
                weights.value(),
                json(network),
                json(input),
                json(calibration),
                Double.toString(threshold),
                thresholdChoice,
                source == null ? "" : source);
    }

    private static String json(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }
}
