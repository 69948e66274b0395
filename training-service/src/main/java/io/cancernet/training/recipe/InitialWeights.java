package io.cancernet.training.recipe;

import io.cancernet.common.id.Sha256;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a training starts from.
 *
 * @param source of the weights
 * @param file of PRETRAINED weights, safetensors with torchvision's names: a key in the object store, or a
 *     {@code file:} URI on the machine that trains. Absent in a preset that leaves the choice to the run
 * @param sha256 of that file
 * @param backbone whether the layers below the head learn
 */
public record InitialWeights(
        Source source, @Nullable String file, @Nullable Sha256 sha256, Backbone backbone) {

    /** Random weights, all of which learn. */
    public static final InitialWeights RANDOM = new InitialWeights(Source.RANDOM, null, null, Backbone.TRAINED);

    /** Where weights come from. */
    public enum Source {
        /** Drawn from the run's seed. */
        RANDOM,
        /** The backbone from a file, the head drawn from the run's seed. */
        PRETRAINED
    }

    /** What happens to the layers below the head. */
    public enum Backbone {
        TRAINED,
        /** Weights and the statistics of batch normalisation stay as they are. */
        FROZEN
    }

    private static final int LONGEST = 1024;

    public InitialWeights {
        Check.present("initialWeights.source", source);
        Check.present("initialWeights.backbone", backbone);
        if (file != null && (file.isBlank() || file.length() > LONGEST)) {
            throw new InvalidRecipeException("initialWeights.file", "it is empty or too long");
        }
        if (backbone == Backbone.FROZEN && source == Source.RANDOM) {
            throw new InvalidRecipeException(
                    "initialWeights.backbone", "random weights that never learn are of no use");
        }
    }

    /** Weights from a file that the run has to name. */
    static InitialWeights pretrained() {
        return new InitialWeights(Source.PRETRAINED, null, null, Backbone.TRAINED);
    }

    /** @throws InvalidRecipeException when weights are wanted and the file or its hash is not named */
    void requireComplete() {
        if (source == Source.PRETRAINED) {
            String hint = "this recipe starts from pretrained weights; give initialWeights.file and"
                    + " initialWeights.sha256, or set initialWeights.source to %s".formatted(Source.RANDOM);
            if (file == null) {
                throw new InvalidRecipeException("initialWeights.file", hint);
            }
            if (sha256 == null) {
                throw new InvalidRecipeException("initialWeights.sha256", hint);
            }
            if (file.contains(":") && !file.toLowerCase(Locale.ROOT).startsWith("file:")) {
                throw new InvalidRecipeException(
                        "initialWeights.file", "it is neither a key in the object store nor a file: URI");
            }
        }
    }
}
