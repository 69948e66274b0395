package io.cancernet.training.loop.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.cancernet.common.network.Devices;
import io.cancernet.common.network.Network;
import io.cancernet.common.network.NetworkInput;
import io.cancernet.training.data.PatchSet;
import io.cancernet.training.loop.Batch;
import io.cancernet.training.loop.BatchFeed;
import io.cancernet.training.loop.ClassWeights;
import io.cancernet.training.loop.Pass;
import io.cancernet.training.loop.PassTotals;
import io.cancernet.training.loop.Seeds;
import io.cancernet.training.optimizer.Schedule;
import io.cancernet.training.optimizer.djl.Optimizer;
import io.cancernet.training.recipe.Recipe;
import java.util.Objects;

/**
 * The training step alone: forward, backward and update on one batch whose tensor lies on the device, with nothing read,
 * augmented or sent. It is what the whole loop is measured against.
 */
public final class BareStep {

    private static final int WARM_UP = 10;

    private BareStep() {}

    /**
     * Takes so many steps from fresh weights.
     *
     * @param patches a batch of them at least
     * @return patches a second, some steps at the beginning left out
     */
    public static double patchesPerSecond(Recipe recipe, PatchSet patches, int steps) {
        Devices.engine();
        Device device = ChosenDevice.of(recipe.device());
        JniUtils.setGradMode(false);
        try (Network network = Network.initialised(
                        recipe.network(),
                        recipe.input().width(),
                        recipe.input().height(),
                        Seeds.weights(recipe.seed()),
                        device);
                NDManager manager = network.newBatch();
                BatchFeed feed = new BatchFeed(Pass.inOrder(patches, recipe.batchSize()));
                Optimizer optimizer = Optimizer.of(recipe.optimizer(), network.trainable(), Schedule.of(recipe)::at)) {
            Batch batch = Objects.requireNonNull(feed.take());
            BatchStep step = new BatchStep(recipe, network, new OneBatch(manager, batch, recipe));
            run(step, batch, optimizer, WARM_UP);
            long start = System.nanoTime();
            run(step, batch, optimizer, steps);
            return (double) steps * batch.size() / ((System.nanoTime() - start) / 1e9);
        }
    }

    private static void run(BatchStep step, Batch batch, Optimizer optimizer, int steps) {
        PassTotals totals = new PassTotals();
        for (int i = 0; i < steps; i++) {
            step.train(batch, ClassWeights.EQUAL, optimizer, totals);
        }
    }

    /** The same input for every step. */
    private static final class OneBatch implements BatchImages {

        private final NDArray input;

        OneBatch(NDManager manager, Batch batch, Recipe recipe) {
            input = NetworkInput.of(manager, batch.pixels(), batch.size(), BatchStep.input(recipe));
        }

        @Override
        public Pass prepared(Pass pass) {
            return pass;
        }

        @Override
        public NDArray of(NDManager manager, Batch batch) {
            // A view of its own: what is computed from it belongs to the step and ends with it.
            NDArray view = input.transpose(0, 1, 2, 3);
            view.attach(manager);
            return view;
        }

        @Override
        public void close() {
            input.close();
        }
    }
}
