package io.cancernet.common.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.RgbImage;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A model in memory, ready to score.
 *
 * <p>Thread-safe: one batch is computed at a time, others wait their turn, since the engine spreads one pass over the
 * cores. {@link #close()} waits for the batch in progress; later calls fail. It owns its native memory and frees all
 * of it, each batch's at the end of the batch.
 */
public final class LoadedModel implements AutoCloseable {

    /** Images in one forward pass: larger ones leave the cache and are slower on a CPU. */
    private static final int LARGEST_PASS = 64;

    private final ModelSpec spec;
    private final Network network;
    private final ExclusiveUse use;
    private final ByteBuffer pixels;

    private LoadedModel(ModelSpec spec, Network network) {
        this.spec = spec;
        this.network = network;
        this.use = new ExclusiveUse(spec, network::close);
        pixels = ByteBuffer.allocateDirect(
                LARGEST_PASS * spec.input().width() * spec.input().height() * RgbImage.CHANNELS);
    }

    /**
     * Loads a model on the first GPU, or the CPU where there is none.
     *
     * @param weights bytes of {@code model.safetensors}
     * @throws DomainException when the weights are not those of the specification or do not fit its network
     */
    public static LoadedModel load(ModelSpec spec, byte[] weights) {
        Sha256 actual = Sha256.of(weights);
        if (!actual.equals(spec.weightsSha256())) {
            throw new DomainException(
                    ErrorCode.HASH_MISMATCH,
                    "the weights have sha256 %s and model.json says %s".formatted(actual, spec.weightsSha256()));
        }
        InputSpec input = spec.input();
        Network network = Network.loaded(
                spec.network(), input.width(), input.height(), Safetensors.read(weights), Devices.best());
        return new LoadedModel(spec, network);
    }

    public ModelSpec spec() {
        return spec;
    }

    /** Whether a calibrated probability counts as disease, compared as floats as in evaluation. */
    public boolean positive(double probability) {
        return (float) probability >= (float) spec.threshold();
    }

    /** Calibrated probabilities of disease, in the order of the images. */
    public float[] probabilities(List<RgbImage> images) {
        float[] values = logitDifferences(images);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) spec.calibration().probability(values[i]);
        }
        return values;
    }

    /** Logit of disease minus logit of none, in the order of the images, which may have any size. */
    public float[] logitDifferences(List<RgbImage> images) {
        InputSpec input = spec.input();
        List<RgbImage> sized = images.stream()
                .map(image -> input.resize().apply(image, input.width(), input.height()))
                .toList();
        return use.by(() -> {
            float[] differences = new float[sized.size()];
            for (int from = 0; from < sized.size(); from += LARGEST_PASS) {
                pass(sized.subList(from, Math.min(sized.size(), from + LARGEST_PASS)), differences, from);
            }
            return differences;
        });
    }

    private void pass(List<RgbImage> images, float[] differences, int from) {
        pixels.clear();
        images.forEach(image -> pixels.put(image.pixels()));
        try (NDManager batch = network.newBatch()) {
            NDArray input = NetworkInput.of(batch, pixels, images.size(), spec.input()); // (images, 3, height, width)
            float[] values = network.differences(input, spec.input().views()); // (images)
            System.arraycopy(values, 0, differences, from, values.length);
        }
    }

    @Override
    public void close() {
        use.close();
    }
}
