package io.cancernet.training.loop.djl;

import io.cancernet.training.data.PatchSet;
import io.cancernet.training.loop.Checkpoints;
import io.cancernet.training.loop.EpochResult;
import io.cancernet.training.loop.MemoryPixels;
import io.cancernet.training.loop.TrainingResult;
import io.cancernet.training.loop.TrainingState;
import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.recipe.Recipes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A small training that keeps its checkpoints in a folder.
 *
 * <p>Arguments: the folder, a name for the files in it, and {@code epoch:batch} before which the process halts at once,
 * as by kill -9, or {@code none}. It saves after every fifth batch and after each epoch.
 */
final class TrainingProcess {

    private static final int SIDE = 16;
    private static final int EVERY = 5;
    private static final int BATCHES = 10;
    private static final int KILLED = 137;

    private TrainingProcess() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        String name = args[1];
        Recipe recipe = Recipes.preset("cancernet")
                .with(Map.of(
                        "input.width",
                        SIDE,
                        "input.height",
                        SIDE,
                        "epochs",
                        4,
                        "seed",
                        5,
                        "threads",
                        1,
                        "checkpoint",
                        "BEST_VALIDATION_ROC_AUC"));
        PatchSet train = MemoryPixels.learnable(32 * BATCHES, SIDE, 3, 1);
        PatchSet validation = MemoryPixels.learnable(90, SIDE, 3, 2);
        Folder checkpoints = new Folder(folder, name);
        TrainingResult result = new DjlNetworkTrainer()
                .train(recipe, train, validation, epoch -> {}, checkpoints, halting(checkpoints, args[2]));
        Files.write(folder.resolve(name + ".model"), result.weights());
        Files.write(
                folder.resolve(name + ".epochs"),
                result.epochs().stream().map(TrainingProcess::figures).toList());
    }

    private static java.util.function.BooleanSupplier halting(Folder checkpoints, String at) {
        return () -> {
            if (at.equals("%d:%d".formatted(checkpoints.epochs + 1, checkpoints.batches + 1))) {
                Runtime.getRuntime().halt(KILLED);
            }
            return false;
        };
    }

    private static String figures(EpochResult epoch) {
        return List.of(
                        epoch.epoch(),
                        epoch.trainLoss(),
                        epoch.trainAccuracy(),
                        String.valueOf(epoch.validationLoss()),
                        String.valueOf(epoch.validationRocAuc()))
                .toString();
    }

    /** Checkpoints as files. */
    private static final class Folder implements Checkpoints {

        private final Path state;
        private final Path best;
        private final Path log;
        private int epochs;
        private int batches;

        Folder(Path folder, String name) {
            state = folder.resolve(name + ".state");
            best = folder.resolve(name + ".best");
            log = folder.resolve(name + ".log");
        }

        @Override
        public Optional<TrainingState> resume() {
            try {
                Optional<TrainingState> found = Files.exists(state)
                        ? Optional.of(TrainingState.fromBytes(
                                Files.readAllBytes(state), Files.exists(best) ? Files.readAllBytes(best) : new byte[0]))
                        : Optional.empty();
                epochs = found.map(each -> each.epochs().size()).orElse(0);
                batches = found.map(each -> each.unfinished().batches()).orElse(0);
                Files.writeString(
                        log,
                        found.isPresent() ? epochs + "+" + batches + "\n" : "fresh\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
                return found;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean due() {
            batches++;
            return batches % EVERY == 0;
        }

        @Override
        public void epochFinished(Supplier<TrainingState> finished) {
            epochs++;
            batches = 0;
            save(finished.get());
        }

        @Override
        public void save(TrainingState saved) {
            try {
                TrainingState.Selected selected = saved.selected();
                if (selected != null) {
                    Files.write(best, selected.weights());
                }
                Files.write(state, saved.toBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
