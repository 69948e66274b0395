package io.cancernet.training.loop.djl;

import io.cancernet.common.network.Devices;
import io.cancernet.common.network.Network;
import io.cancernet.common.network.Safetensors;
import io.cancernet.training.data.PatchSet;
import io.cancernet.training.evaluation.Ranking;
import io.cancernet.training.loop.Batch;
import io.cancernet.training.loop.BatchFeed;
import io.cancernet.training.loop.Checkpoints;
import io.cancernet.training.loop.ClassWeights;
import io.cancernet.training.loop.EpochListener;
import io.cancernet.training.loop.EpochResult;
import io.cancernet.training.loop.Pass;
import io.cancernet.training.loop.PassTotals;
import io.cancernet.training.loop.ResidentMemory;
import io.cancernet.training.loop.TrainingResult;
import io.cancernet.training.loop.TrainingResult.Outcome;
import io.cancernet.training.loop.TrainingState;
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

/** One training from its first epoch to its last. Owns the optimiser; network and images are the caller's. */
final class TrainingRun implements AutoCloseable {

    private final Recipe recipe;
    private final Network network;
    private final PatchSet train;
    private final PatchSet validation;
    private final ClassWeights weights;
    private final BatchStep step;
    private final BatchStep look;
    private final Schedule schedule;
    private final Patience patience;
    private final Optimizer optimizer;
    private final List<EpochResult> epochs = new ArrayList<>();
    private TrainingState.@Nullable Selected selected;
    private TrainingState.Unfinished unfinished = TrainingState.Unfinished.NOTHING;
    private boolean stopped;

    TrainingRun(Recipe recipe, Network network, TrainingImages images, PatchSet train, PatchSet validation) {
        this.recipe = recipe;
        this.network = network;
        this.train = train;
        this.validation = validation;
        weights = recipe.classWeighting() ? ClassWeights.balancing(train) : ClassWeights.EQUAL;
        step = new BatchStep(recipe, network, images.train());
        look = new BatchStep(recipe, network, images.validation());
        schedule = Schedule.of(recipe);
        EarlyStopping stopping = recipe.earlyStopping();
        patience = new Patience(stopping.monitor(), stopping.patience(), stopping.minDelta());
        optimizer = Optimizer.of(recipe.optimizer(), network.trainable(), schedule::at);
    }

    /** Goes on from a state of the same recipe and patches. */
    void restore(TrainingState state) {
        network.load(state.weights());
        optimizer.restore(state.optimizer(), state.steps());
        state.epochs().forEach(this::add);
        unfinished = state.unfinished();
        selected = state.selected();
    }

    TrainingResult train(EpochListener listener, Checkpoints checkpoints, BooleanSupplier cancelled) {
        while (more()) {
            PassTotals trained = pass(checkpoints, cancelled);
            if (trained == null) {
                return result(Outcome.CANCELLED);
            }
            EpochResult result = judge(trained);
            add(result);
            unfinished = TrainingState.Unfinished.NOTHING;
            listener.epochFinished(result);
            if (more()) {
                checkpoints.epochFinished(this::state);
            }
        }
        return result(Outcome.FINISHED);
    }

    private boolean more() {
        return epochs.size() < recipe.epochs() && !stopped;
    }

    /** Whatever depends on the epochs before is told of each again when a training goes on. */
    private void add(EpochResult result) {
        EarlyStopping stopping = recipe.earlyStopping();
        epochs.add(result);
        schedule.epochFinished(result.figure(schedule.monitor()));
        stopped |= stopping.patience() > 0 && patience.endsWith(result.figure(stopping.monitor()));
    }

    /** Trains what is left of the epoch; null when it was cancelled on the way. */
    private @Nullable PassTotals pass(Checkpoints checkpoints, BooleanSupplier cancelled) {
        TrainingState.Unfinished before = unfinished;
        PassTotals totals = new PassTotals(before);
        int done = before.batches();
        long start = System.nanoTime();
        try (BatchFeed feed = step.feed(Pass.training(recipe, train, epochs.size() + 1), done)) {
            for (Batch batch = feed.take(); batch != null; batch = feed.take()) {
                if (cancelled.getAsBoolean()) {
                    return null;
                }
                step.train(batch, weights, optimizer, totals);
                feed.release(batch);
                done++;
                unfinished = new TrainingState.Unfinished(
                        done,
                        totals.patches(),
                        totals.loss(),
                        totals.hits(),
                        before.nanosTraining() + System.nanoTime() - start,
                        before.nanosWaiting() + feed.waited().toNanos());
                if (checkpoints.due()) {
                    checkpoints.save(state());
                }
            }
        }
        return totals;
    }

    private EpochResult judge(PassTotals trained) {
        long start = System.nanoTime();
        PassTotals validated = DjlNetworkTrainer.evaluate(look, validation);
        Duration validating = Duration.ofNanos(System.nanoTime() - start);
        // Tensors of many sizes leave gaps that no other fills: kept, they grew by a fifth in twenty epochs.
        Devices.releaseFreeMemory();
        boolean any = validated.patches() > 0;
        OptionalDouble rocAuc = new Ranking(validated.logitDifferences(), validation.labels()).rocAuc();
        EpochResult result = new EpochResult(
                epochs.size() + 1,
                trained.meanLoss(),
                trained.accuracy(),
                any ? validated.meanLoss() : null,
                any ? validated.accuracy() : null,
                rocAuc.isPresent() ? rocAuc.getAsDouble() : null,
                Duration.ofNanos(unfinished.nanosTraining()),
                Duration.ofNanos(unfinished.nanosWaiting()),
                validating,
                trained.patches() / (unfinished.nanosTraining() / 1e9),
                ResidentMemory.bytes());
        select(result, validated);
        return result;
    }

    private void select(EpochResult epoch, PassTotals validated) {
        Monitor monitor = recipe.checkpoint().monitor().orElse(null);
        Double figure = monitor == null ? null : epoch.figure(monitor);
        if (monitor == null || figure == null || monitor.better(figure, selectedFigure(monitor), 0)) {
            selected = new TrainingState.Selected(
                    epoch.epoch(), Safetensors.toBytes(network.weights()), validated.logitDifferences());
        }
    }

    private @Nullable Double selectedFigure(Monitor monitor) {
        return selected == null ? null : epochs.get(selected.epoch() - 1).figure(monitor);
    }

    private TrainingState state() {
        return new TrainingState(epochs, unfinished, network.weights(), optimizer.state(), optimizer.steps(), selected);
    }

    private TrainingResult result(Outcome outcome) {
        return selected == null
                ? new TrainingResult(outcome, epochs, 0, new byte[0], new float[0])
                : new TrainingResult(
                        outcome, epochs, selected.epoch(), selected.weights(), selected.validationLogitDifferences());
    }

    @Override
    public void close() {
        optimizer.close();
    }
}
