package io.cancernet.training.loop.djl;

import io.cancernet.common.network.Network;
import io.cancernet.common.network.Safetensors;
import io.cancernet.training.data.PatchSet;
import io.cancernet.training.evaluation.Ranking;
import io.cancernet.training.loop.Batch;
import io.cancernet.training.loop.BatchFeed;
import io.cancernet.training.loop.ClassWeights;
import io.cancernet.training.loop.EpochListener;
import io.cancernet.training.loop.EpochResult;
import io.cancernet.training.loop.Pass;
import io.cancernet.training.loop.PassTotals;
import io.cancernet.training.loop.ResidentMemory;
import io.cancernet.training.loop.TrainingResult;
import io.cancernet.training.loop.TrainingResult.Outcome;
import io.cancernet.training.optimizer.Patience;
import io.cancernet.training.optimizer.Schedule;
import io.cancernet.training.optimizer.djl.Optimizer;
import io.cancernet.training.recipe.EarlyStopping;
import io.cancernet.training.recipe.Monitor;
import io.cancernet.training.recipe.Recipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One training from its first epoch to its last. Owns the optimiser; the network is the caller's. */
final class TrainingRun implements AutoCloseable {

    private final Recipe recipe;
    private final Network network;
    private final PatchSet train;
    private final PatchSet validation;
    private final ClassWeights weights;
    private final BatchStep step;
    private final Schedule schedule;
    private final Optimizer optimizer;
    private final List<EpochResult> epochs = new ArrayList<>();
    private int selectedEpoch;
    private @Nullable Double selectedFigure;
    private byte[] selectedWeights = new byte[0];
    private float[] selectedDifferences = new float[0];

    TrainingRun(Recipe recipe, Network network, PatchSet train, PatchSet validation) {
        this.recipe = recipe;
        this.network = network;
        this.train = train;
        this.validation = validation;
        weights = recipe.classWeighting() ? ClassWeights.balancing(train) : ClassWeights.EQUAL;
        step = new BatchStep(recipe, network);
        schedule = Schedule.of(recipe);
        optimizer = Optimizer.of(recipe.optimizer(), network.trainable(), schedule::at);
    }

    TrainingResult train(EpochListener listener, BooleanSupplier cancelled) {
        EarlyStopping stopping = recipe.earlyStopping();
        Patience patience = new Patience(stopping.monitor(), stopping.patience(), stopping.minDelta());
        for (int epoch = 1; epoch <= recipe.epochs(); epoch++) {
            EpochResult result = epoch(epoch, cancelled);
            if (result == null) {
                return result(Outcome.CANCELLED);
            }
            epochs.add(result);
            schedule.epochFinished(result.figure(schedule.monitor()));
            listener.epochFinished(result);
            if (stopping.patience() > 0 && patience.endsWith(result.figure(stopping.monitor()))) {
                break;
            }
        }
        return result(Outcome.FINISHED);
    }

    /** Null when it was cancelled on the way. */
    private @Nullable EpochResult epoch(int epoch, BooleanSupplier cancelled) {
        long start = System.nanoTime();
        PassTotals trained = new PassTotals();
        Duration waited;
        try (BatchFeed feed = new BatchFeed(Pass.training(recipe, train, epoch))) {
            for (Batch batch = feed.take(); batch != null; batch = feed.take()) {
                if (cancelled.getAsBoolean()) {
                    return null;
                }
                step.train(batch, weights, optimizer, trained);
                feed.release(batch);
            }
            waited = feed.waited();
        }
        Duration training = Duration.ofNanos(System.nanoTime() - start);
        PassTotals validated = DjlNetworkTrainer.evaluate(step, validation);
        Duration validating = Duration.ofNanos(System.nanoTime() - start).minus(training);
        boolean any = validated.patches() > 0;
        OptionalDouble rocAuc = new Ranking(validated.logitDifferences(), validation.labels()).rocAuc();
        EpochResult result = new EpochResult(
                epoch,
                trained.meanLoss(),
                trained.accuracy(),
                any ? validated.meanLoss() : null,
                any ? validated.accuracy() : null,
                rocAuc.isPresent() ? rocAuc.getAsDouble() : null,
                training,
                waited,
                validating,
                trained.patches() / (training.toNanos() / 1e9),
                ResidentMemory.bytes());
        select(result, validated);
        return result;
    }

    private void select(EpochResult epoch, PassTotals validated) {
        Monitor monitor = recipe.checkpoint().monitor().orElse(null);
        Double figure = monitor == null ? null : epoch.figure(monitor);
        if (monitor == null || figure == null || monitor.better(figure, selectedFigure, 0)) {
            selectedEpoch = epoch.epoch();
            selectedFigure = figure == null ? selectedFigure : figure;
            selectedWeights = Safetensors.toBytes(network.weights());
            selectedDifferences = validated.logitDifferences();
        }
    }

    private TrainingResult result(Outcome outcome) {
        return new TrainingResult(outcome, epochs, selectedEpoch, selectedWeights, selectedDifferences);
    }

    @Override
    public void close() {
        optimizer.close();
    }
}
