package io.cancernet.training.loop.djl;

import ai.djl.Device;
import ai.djl.pytorch.jni.JniUtils;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.network.BackboneWeights;
import io.cancernet.common.network.Devices;
import io.cancernet.common.network.Network;
import io.cancernet.common.network.Safetensors;
import io.cancernet.training.data.PatchSet;
import io.cancernet.training.loop.BatchFeed;
import io.cancernet.training.loop.Checkpoints;
import io.cancernet.training.loop.EpochListener;
import io.cancernet.training.loop.NetworkTrainer;
import io.cancernet.training.loop.Pass;
import io.cancernet.training.loop.PassTotals;
import io.cancernet.training.loop.Residency;
import io.cancernet.training.loop.Seeds;
import io.cancernet.training.loop.TrainingResult;
import io.cancernet.training.recipe.ComputeDevice;
import io.cancernet.training.recipe.InitialWeights;
import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.weights.LocalWeightFiles;
import io.cancernet.training.weights.WeightFiles;
import java.nio.FloatBuffer;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Trains on PyTorch, on the device that the recipe asks for.
 *
 * <p>DJL's gradient collector is global to the process, so trainings wait for one another. All native memory of a
 * training is freed when it ends, however it ends.
 */
public final class DjlNetworkTrainer implements NetworkTrainer {

    /** Patches in one forward pass of an evaluation; larger ones leave the cache and are slower on a CPU. */
    private static final int EVALUATION_BATCH = 64;

    /** Batch normalisation of the hidden layer is undefined for one patch. */
    private static final int FEWEST_PATCHES = 2;

    private static final Logger LOG = Logger.getLogger(DjlNetworkTrainer.class);

    private static final ReentrantLock PROCESS = new ReentrantLock();

    private final WeightFiles weights;
    private final Residency residency;

    /** A trainer that knows pretrained weights on this machine alone. */
    public DjlNetworkTrainer() {
        this(new LocalWeightFiles());
    }

    /** A trainer that starts from weights of these files where a recipe asks for it. */
    public DjlNetworkTrainer(WeightFiles weights) {
        this(weights, Residency.AUTO);
    }

    /** A trainer that keeps patches on the device as it is told. */
    public DjlNetworkTrainer(WeightFiles weights, Residency residency) {
        this.weights = weights;
        this.residency = residency;
    }

    @Override
    public void requireAble(Recipe recipe) {
        Device device = ChosenDevice.of(recipe.device());
        recipe.requireComplete();
        if (recipe.device() == ComputeDevice.AUTO && !device.isGpu()) {
            LOG.infof("no GPU was found, so that AUTO falls back to %s", device);
        } else {
            LOG.infof("training on %s", device);
        }
    }

    @Override
    public TrainingResult train(
            Recipe recipe,
            PatchSet train,
            PatchSet validation,
            EpochListener listener,
            Checkpoints checkpoints,
            BooleanSupplier cancelled) {
        requireSize(recipe, train);
        requireSize(recipe, validation);
        if (train.size() < FEWEST_PATCHES || recipe.batchSize() < FEWEST_PATCHES) {
            throw new DomainException(
                    ErrorCode.DATASET_EMPTY,
                    "training takes batches of at least %d patches: %d patches, batch size %d"
                            .formatted(FEWEST_PATCHES, train.size(), recipe.batchSize()));
        }
        PROCESS.lock();
        try (Network network = Network.initialised(
                        recipe.network(),
                        recipe.input().width(),
                        recipe.input().height(),
                        Seeds.weights(recipe.seed()),
                        prepare(recipe));
                TrainingImages images =
                        TrainingImages.of(residency, network, BatchStep.input(recipe), train, validation);
                TrainingRun run = new TrainingRun(recipe, started(recipe, network), images, train, validation)) {
            checkpoints.resume().ifPresent(run::restore);
            return run.train(listener, checkpoints, cancelled);
        } finally {
            PROCESS.unlock();
        }
    }

    @Override
    public float[] predict(Recipe recipe, byte[] weights, PatchSet patches) {
        requireSize(recipe, patches);
        try (Network network = Network.loaded(
                recipe.network(),
                recipe.input().width(),
                recipe.input().height(),
                Safetensors.read(weights),
                prepare(recipe))) {
            return predict(new BatchStep(recipe, network), patches);
        }
    }

    /** The network as training begins: with the backbone of the recipe's file, frozen where it asks for that. */
    private Network started(Recipe recipe, Network network) {
        InitialWeights initial = recipe.requireComplete().initialWeights();
        String file = initial.file();
        Sha256 sha256 = initial.sha256();
        if (initial.source() == InitialWeights.Source.PRETRAINED && file != null && sha256 != null) {
            network.loadBackbone(BackboneWeights.read(weights.read(file), sha256));
        }
        if (initial.backbone() == InitialWeights.Backbone.FROZEN) {
            network.freezeBackbone();
        }
        return network;
    }

    private static float[] predict(BatchStep step, PatchSet patches) {
        FloatBuffer differences = FloatBuffer.allocate(patches.size());
        try (BatchFeed feed = step.feed(Pass.inOrder(patches, EVALUATION_BATCH), 0)) {
            for (var batch = feed.take(); batch != null; batch = feed.take()) {
                differences.put(step.predict(batch));
                feed.release(batch);
            }
        }
        return differences.array();
    }

    static PassTotals evaluate(BatchStep step, PatchSet patches) {
        PassTotals totals = new PassTotals();
        try (BatchFeed feed = step.feed(Pass.inOrder(patches, EVALUATION_BATCH), 0)) {
            for (var batch = feed.take(); batch != null; batch = feed.take()) {
                step.evaluate(batch, totals);
                feed.release(batch);
            }
        }
        return totals;
    }

    private static Device prepare(Recipe recipe) {
        // A recipe for the CPU asks for no device, and what follows needs the engine's libraries.
        Devices.engine();
        Device device = ChosenDevice.of(recipe.device());
        // Recording of gradients is a switch of each thread; the collector turns it on for the time of a step.
        JniUtils.setGradMode(false);
        // Set each time: it outlasts a run, and the next one may leave the choice to the engine again.
        JniUtils.setNumThreads(recipe.threads() > 0 ? recipe.threads() : EngineThreads.DEFAULT);
        return device;
    }

    /** The engine's own choice, read before the first run changes it. */
    private static final class EngineThreads {

        static final int DEFAULT = JniUtils.getNumThreads();
    }

    private static void requireSize(Recipe recipe, PatchSet patches) {
        int width = patches.pixels().width();
        int height = patches.pixels().height();
        if (width != recipe.input().width() || height != recipe.input().height()) {
            throw new IllegalArgumentException("the recipe takes %dx%d and the patches are %dx%d"
                    .formatted(recipe.input().width(), recipe.input().height(), width, height));
        }
    }
}
