package io.cancernet.training.loop.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.pytorch.jni.JniUtils;
import io.cancernet.common.network.Devices;
import io.cancernet.common.network.Network;
import io.cancernet.training.data.PatchSet;
import io.cancernet.training.loop.Batch;
import io.cancernet.training.loop.BatchFeed;
import io.cancernet.training.loop.ClassWeights;
import io.cancernet.training.loop.MemoryPixels;
import io.cancernet.training.loop.Pass;
import io.cancernet.training.loop.PassTotals;
import io.cancernet.training.loop.ResidentMemory;
import io.cancernet.training.optimizer.djl.Optimizer;
import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.recipe.Recipes;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Steps leave nothing behind: neither arrays in a manager nor memory of the process. */
class LeakTest {

    private static final int SIDE = 16;
    private static final int WARM_UP = 60;
    private static final int STEPS = 300;

    /**
     * A mebibyte a step. The arrays of a step weigh several; the Java heap, which is resident memory too, grows by less
     * than half of this on its own.
     */
    private static final long TOLERATED_GROWTH = STEPS * (1L << 20);

    private static final Recipe RECIPE =
            Recipes.preset("cancernet").with(Map.of("input.width", SIDE, "input.height", SIDE));

    private final PatchSet patches = MemoryPixels.learnable(RECIPE.batchSize(), SIDE, 2, 1);

    @Test
    void steps_keepTheNumberOfArraysAndTheMemory() {
        Assumptions.assumeTrue(ResidentMemory.bytes() > 0, "this system does not tell resident memory");
        try (Network network = Network.initialised(RECIPE.network(), SIDE, SIDE, 1, Devices.best())) {
            JniUtils.setGradMode(false);
            BatchStep step = new BatchStep(RECIPE, network);
            try (Optimizer optimizer = Optimizer.of(RECIPE.optimizer(), network.trainable(), n -> 0.01)) {
                run(step, optimizer, WARM_UP);
                int arrays = network.openArrays();
                long memory = ResidentMemory.bytes();

                run(step, optimizer, STEPS);

                assertThat(network.openArrays()).isEqualTo(arrays);
                assertThat(ResidentMemory.bytes() - memory).isLessThan(TOLERATED_GROWTH);
            }
        }
    }

    private void run(BatchStep step, Optimizer optimizer, int steps) {
        PassTotals totals = new PassTotals();
        try (BatchFeed feed = new BatchFeed(Pass.inOrder(patches, RECIPE.batchSize()))) {
            Batch batch = feed.take();
            assertThat(batch).isNotNull();
            for (int i = 0; batch != null && i < steps; i++) {
                step.train(batch, ClassWeights.EQUAL, optimizer, totals);
                step.evaluate(batch, totals);
            }
        }
    }
}
