package io.cancernet.common.network;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.Sha256;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Weights of a backbone as torchvision and timm publish them (safetensors). Left out are the classifier of the other
 * task and the counters that PyTorch keeps beside batch normalisation; the names of torchvision's first DenseNet files
 * ({@code norm.1} for {@code norm1}) are brought to today's.
 */
public final class BackboneWeights {

    private static final String CLASSIFIER = "classifier.";
    private static final String COUNTER = ".num_batches_tracked";
    private static final Pattern OLD_NAME = Pattern.compile("(denselayer\\d+\\.(?:norm|conv))\\.([12]\\.)");

    private BackboneWeights() {}

    /**
     * Reads a file of weights.
     *
     * @param sha256 that the file must have
     * @throws DomainException when it is another file or no safetensors file
     */
    public static SortedMap<String, Tensor> read(byte[] file, Sha256 sha256) {
        Sha256 actual = Sha256.of(file);
        if (!actual.equals(sha256)) {
            throw new DomainException(
                    ErrorCode.HASH_MISMATCH,
                    "the pretrained weights have sha256 %s and the recipe says %s; name the file that is meant"
                            .formatted(actual, sha256));
        }
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        Safetensors.read(file, name -> !name.startsWith(CLASSIFIER) && !name.endsWith(COUNTER))
                .forEach((name, tensor) -> tensors.put(OLD_NAME.matcher(name).replaceFirst("$1$2"), tensor));
        return tensors;
    }
}
