package io.cancernet.training.loop.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.network.Network;
import io.cancernet.common.network.NetworkInput;
import io.cancernet.common.network.TrainingStep;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.training.loop.Batch;
import io.cancernet.training.loop.ClassWeights;
import io.cancernet.training.loop.PassTotals;
import io.cancernet.training.loop.Seeds;
import io.cancernet.training.optimizer.djl.Optimizer;
import io.cancernet.training.recipe.Recipe;

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
    private final InputSpec input;
    private final long seed;

    BatchStep(Recipe recipe, Network network) {
        this.network = network;
        input = recipe.inputSpec(ANY_RESOLUTION, null);
        seed = recipe.seed();
    }

    /** Learns from a batch and adds what was seen of it before learning to the totals. */
    void train(Batch batch, ClassWeights weights, Optimizer optimizer, PassTotals totals) {
        try (NDManager manager = network.newBatch()) {
            NDArray images = NetworkInput.of(manager, batch.pixels(), batch.size(), input); // (batch, 3, h, w)
            TrainingStep step = new TrainingStep(optimizer.steps(), Seeds.step(seed, optimizer.steps()));
            NDArray targets = targets(manager, batch, weights); // (batch, 2)
            float[] logits;
            try (GradientCollector gradients = network.engine().newGradientCollector()) {
                NDArray outputs = network.train(images, step); // (batch, 2)
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
            NDArray images = NetworkInput.of(manager, batch.pixels(), batch.size(), input); // (batch, 3, h, w)
            totals.add(network.infer(images).toFloatArray(), batch, ClassWeights.EQUAL);
        }
    }

    /** The logit of disease minus that of none, over the views that the recipe averages. */
    float[] predict(Batch batch) {
        try (NDManager manager = network.newBatch()) {
            NDArray images = NetworkInput.of(manager, batch.pixels(), batch.size(), input); // (batch, 3, h, w)
            return network.differences(images, input.views());
        }
    }

    /** Weight of the true class by the number of patches, 0 for the other: the mean is over patches, not weights. */
    private static NDArray targets(NDManager manager, Batch batch, ClassWeights weights) {
        float[] targets = new float[2 * batch.size()];
        for (int i = 0; i < batch.size(); i++) {
            targets[2 * i + batch.label(i)] = weights.of(batch.label(i)) / batch.size();
        }
        return manager.create(targets, new Shape(batch.size(), 2)); // (batch, 2)
    }
}
