package io.cancernet.training.loop.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.network.Network;
import io.cancernet.common.network.TestTimeAugmentation;
import io.cancernet.common.network.TrainingStep;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.training.loop.Batch;
import io.cancernet.training.loop.BatchFeed;
import io.cancernet.training.loop.BatchMemory;
import io.cancernet.training.loop.ClassWeights;
import io.cancernet.training.loop.Pass;
import io.cancernet.training.loop.PassTotals;
import io.cancernet.training.loop.Seeds;
import io.cancernet.training.optimizer.djl.Optimizer;
import io.cancernet.training.recipe.Recipe;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * One batch through the network, to learn or to be looked at.
 *
 * <p>Every array of a step, the input included, lives in a manager that is closed with the step: an input that
 * belonged to a longer-lived manager would keep every intermediate result alive.
 */
final class BatchStep {

    /** Resolution plays no part in computing; the model's specification states the real one. */
    private static final MicronsPerPixel ANY_RESOLUTION = new MicronsPerPixel(1);

    private final Network network;
    private final BatchImages images;
    private final @Nullable TestTimeAugmentation views;
    private final long seed;
    private final BatchMemory memory = new BatchMemory();

    /** Memory of a step's targets, used again by the next. */
    private ByteBuffer targets = ByteBuffer.allocateDirect(0);

    /** Steps with the pixels that come with their batches. */
    BatchStep(Recipe recipe, Network network) {
        this(recipe, network, BatchImages.streamed(input(recipe)));
    }

    /** @param images stay the caller's */
    BatchStep(Recipe recipe, Network network, BatchImages images) {
        this.network = network;
        this.images = images;
        views = input(recipe).views();
        seed = recipe.seed();
    }

    static InputSpec input(Recipe recipe) {
        return recipe.inputSpec(ANY_RESOLUTION, null);
    }

    /** A pass as the steps take it. */
    BatchFeed feed(Pass pass, int first) {
        return new BatchFeed(images.prepared(pass), first, memory);
    }

    /** Learns from a batch and adds what was seen of it before learning to the totals. */
    void train(Batch batch, ClassWeights weights, Optimizer optimizer, PassTotals totals) {
        try (NDManager manager = network.newBatch()) {
            NDArray input = images.of(manager, batch); // (batch, 3, height, width)
            TrainingStep step = new TrainingStep(optimizer.steps(), Seeds.step(seed, optimizer.steps()));
            NDArray targets = targets(manager, batch, weights); // (batch, 2)
            float[] logits;
            try (GradientCollector gradients = network.engine().newGradientCollector()) {
                NDArray outputs = network.train(input, step); // (batch, 2)
                NDArray loss = outputs.logSoftmax(1).mul(targets).sum().neg(); // ()
                gradients.backward(loss);
                logits = outputs.toFloatArray();
            }
            double loss = totals.add(logits, batch, weights);
            if (!Double.isFinite(loss)) {
                throw new DomainException(
                        ErrorCode.LOSS_NOT_FINITE,
                        "the loss became %s in step %d; use a lower learning rate"
                                .formatted(loss, optimizer.steps() + 1));
            }
            optimizer.step();
        }
    }

    /** Adds what the network makes of a batch to the totals. */
    void evaluate(Batch batch, PassTotals totals) {
        try (NDManager manager = network.newBatch()) {
            NDArray input = images.of(manager, batch); // (batch, 3, height, width)
            totals.add(network.infer(input).toFloatArray(), batch, ClassWeights.EQUAL);
        }
    }

    /** The logit of disease minus that of none, over the views that the recipe averages. */
    float[] predict(Batch batch) {
        try (NDManager manager = network.newBatch()) {
            NDArray input = images.of(manager, batch); // (batch, 3, height, width)
            return network.differences(input, views);
        }
    }

    /** Weight of the true class by the number of patches, 0 for the other: the mean is over patches, not weights. */
    private NDArray targets(NDManager manager, Batch batch, ClassWeights weights) {
        int numbers = 2 * batch.size();
        if (targets.capacity() < numbers * Float.BYTES) {
            targets = ByteBuffer.allocateDirect(numbers * Float.BYTES).order(ByteOrder.nativeOrder());
        }
        targets.clear().limit(numbers * Float.BYTES);
        for (int i = 0; i < batch.size(); i++) {
            for (int label = 0; label < 2; label++) {
                float weight = label == batch.label(i) ? weights.of(label) / batch.size() : 0;
                targets.putFloat((2 * i + label) * Float.BYTES, weight);
            }
        }
        return manager.create(targets, new Shape(batch.size(), 2), DataType.FLOAT32); // (batch, 2)
    }
}
