package io.cancernet.training.loop.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import ai.djl.pytorch.jni.JniUtils;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.id.RunId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.network.Calibration;
import io.cancernet.common.network.Devices;
import io.cancernet.common.network.LoadedModel;
import io.cancernet.common.network.ModelSpec;
import io.cancernet.common.network.Network;
import io.cancernet.common.network.Tensor;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.training.data.PatchSet;
import io.cancernet.training.evaluation.Ranking;
import io.cancernet.training.loop.Batch;
import io.cancernet.training.loop.BatchFeed;
import io.cancernet.training.loop.ClassWeights;
import io.cancernet.training.loop.EpochResult;
import io.cancernet.training.loop.MemoryPixels;
import io.cancernet.training.loop.Pass;
import io.cancernet.training.loop.PassTotals;
import io.cancernet.training.loop.TrainingResult;
import io.cancernet.training.loop.TrainingResult.Outcome;
import io.cancernet.training.optimizer.djl.Optimizer;
import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.recipe.Recipes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DjlNetworkTrainerTest {

    /** A small input keeps these tests short; the network is the same. */
    private static final int SIDE = 16;

    private static final Recipe RECIPE =
            Recipes.preset("cancernet").with(Map.of("input.width", SIDE, "input.height", SIDE, "epochs", 4, "seed", 5));

    private final DjlNetworkTrainer trainer = new DjlNetworkTrainer();
    private final PatchSet train = MemoryPixels.learnable(320, SIDE, 3, 1);
    private final PatchSet validation = MemoryPixels.learnable(90, SIDE, 3, 2);

    @Test
    void training_learnsAndReportsEachEpoch() {
        List<EpochResult> heard = new ArrayList<>();

        TrainingResult result = trainer.train(RECIPE, train, validation, heard::add, () -> false);

        assertThat(result.outcome()).isEqualTo(Outcome.FINISHED);
        assertThat(result.epochs()).isEqualTo(heard).hasSize(4);
        assertThat(result.selectedEpoch()).isEqualTo(4);
        EpochResult last = heard.get(3);
        assertThat(last.trainLoss()).isLessThan(heard.get(0).trainLoss());
        assertThat(last.validationRocAuc()).isGreaterThan(0.9);
        assertThat(last.patchesPerSecond()).isPositive();
        assertThat(last.waitingForData()).isLessThanOrEqualTo(last.training());
        assertThat(new Ranking(result.validationLogitDifferences(), validation.labels()).rocAuc())
                .hasValueCloseTo(Objects.requireNonNull(last.validationRocAuc()), within(1e-12));
    }

    @Test
    void sameSeedOnOneThread_givesTheSameWeightsBitForBit() {
        Recipe recipe = RECIPE.with(Map.of("threads", 1, "epochs", 2));

        byte[] first =
                trainer.train(recipe, train, validation, e -> {}, () -> false).weights();
        byte[] same =
                trainer.train(recipe, train, validation, e -> {}, () -> false).weights();
        byte[] other = trainer.train(recipe.with(Map.of("seed", 6)), train, validation, e -> {}, () -> false)
                .weights();

        assertThat(Sha256.of(same)).isEqualTo(Sha256.of(first));
        assertThat(Sha256.of(other)).isNotEqualTo(Sha256.of(first));
    }

    @Test
    void prediction_isThatOfTheValidationAndOfTheLoadedModel() {
        Recipe recipe = RECIPE.with(Map.of("epochs", 1));
        TrainingResult result = trainer.train(recipe, train, validation, e -> {}, () -> false);

        float[] predicted = trainer.predict(recipe, result.weights(), validation);

        assertThat(predicted).containsExactly(result.validationLogitDifferences(), within(1e-5f));
        ModelSpec spec = new ModelSpec(
                "m",
                "1",
                recipe.network(),
                ModelSpec.CLASSES,
                recipe.inputSpec(new MicronsPerPixel(4), null),
                Calibration.IDENTITY,
                0.5,
                Sha256.of(result.weights()),
                new RunId("r"),
                Sha256.of(new byte[0]),
                ModelSpec.RESEARCH_USE_ONLY);
        try (LoadedModel model = LoadedModel.load(spec, result.weights())) {
            assertThat(model.logitDifferences(images(validation))).containsExactly(predicted, within(1e-4f));
        }
    }

    @Test
    void bestEpoch_isKeptWhenTheRecipeAsksForIt() {
        Recipe recipe = RECIPE.with(Map.of("checkpoint", "BEST_VALIDATION_ROC_AUC", "epochs", 6));

        TrainingResult result = trainer.train(recipe, train, validation, e -> {}, () -> false);

        double best = result.epochs().stream()
                .mapToDouble(e -> Objects.requireNonNull(e.validationRocAuc()))
                .max()
                .orElseThrow();
        assertThat(result.epochs().get(result.selectedEpoch() - 1).validationRocAuc())
                .isEqualTo(best);
        assertThat(new Ranking(trainer.predict(recipe, result.weights(), validation), validation.labels()).rocAuc())
                .hasValueCloseTo(best, within(1e-6));
    }

    @Test
    void trainingThatGetsNoBetter_endsEarly() {
        Recipe recipe = RECIPE.with(Map.of(
                "epochs",
                9,
                "optimizer.learningRate",
                1e-9,
                "checkpoint",
                "BEST_VALIDATION_LOSS",
                "earlyStopping",
                Map.of("monitor", "VALIDATION_LOSS", "patience", 2, "minDelta", 1.0)));

        TrainingResult result = trainer.train(recipe, train, validation, e -> {}, () -> false);

        assertThat(result.outcome()).isEqualTo(Outcome.FINISHED);
        assertThat(result.epochs()).hasSize(3);
        double best = result.epochs().stream()
                .mapToDouble(e -> Objects.requireNonNull(e.validationLoss()))
                .min()
                .orElseThrow();
        assertThat(result.epochs().get(result.selectedEpoch() - 1).validationLoss())
                .isEqualTo(best);
    }

    @Test
    void plateau_bringsLearningToAStandstill() {
        // Nothing is a better accuracy by 1e-4 for long at this rate, and each time the rate falls by a millionth.
        Recipe recipe = RECIPE.with(Map.of(
                "epochs",
                8,
                "network.options.batchNormalization",
                false,
                "optimizer",
                Map.of("kind", "SGD", "learningRate", 1e-3),
                "schedule",
                Map.of("kind", "PLATEAU", "patience", 1, "factor", 1e-9, "floor", 0.0)));

        List<EpochResult> epochs =
                trainer.train(recipe, train, validation, e -> {}, () -> false).epochs();

        assertThat(epochs.get(1).validationLoss()).isNotEqualTo(epochs.get(0).validationLoss());
        assertThat(epochs.get(7).validationLoss()).isEqualTo(epochs.get(6).validationLoss());
    }

    @Test
    void cancelling_stopsBeforeTheNextBatchAndKeepsWhatWasReached() {
        AtomicInteger asked = new AtomicInteger();

        // Ten batches an epoch: the fifteenth question falls into the second.
        TrainingResult second = trainer.train(RECIPE, train, validation, e -> {}, () -> asked.incrementAndGet() >= 15);
        TrainingResult first = trainer.train(RECIPE, train, validation, e -> {}, () -> true);

        assertThat(asked).hasValue(15);
        assertThat(second.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(second.epochs()).hasSize(1);
        assertThat(second.weights()).isNotEmpty();
        assertThat(first.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(first.selectedEpoch()).isZero();
        assertThat(first.weights()).isEmpty();
    }

    @Test
    void listenerThatThrows_endsTheTrainingAndTheNextOneRuns() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> trainer.train(
                        RECIPE,
                        train,
                        validation,
                        e -> {
                            throw new IllegalStateException("the ledger is away");
                        },
                        () -> false))
                .withMessage("the ledger is away");

        assertThat(trainer.train(RECIPE.with(Map.of("epochs", 1)), train, validation, e -> {}, () -> false)
                        .outcome())
                .isEqualTo(Outcome.FINISHED);
    }

    @Test
    void oneClassValidation_hasNoRocAucAndNoCrash() {
        PatchSet healthy = new PatchSet(validation.pixels(), new int[] {1, 2, 4}, new int[3]);
        Recipe recipe = RECIPE.with(Map.of("epochs", 2, "checkpoint", "BEST_VALIDATION_ROC_AUC"));

        TrainingResult result = trainer.train(recipe, train, healthy, e -> {}, () -> false);

        assertThat(result.epochs().get(1).validationRocAuc()).isNull();
        assertThat(result.epochs().get(1).validationLoss()).isNotNull();
        assertThat(result.selectedEpoch()).isEqualTo(2);
    }

    @Test
    void lossThatIsNoNumber_endsTheTrainingBeforeTheStep() {
        try (Network network = Network.initialised(RECIPE.network(), SIDE, SIDE, 1, Devices.best());
                BatchFeed feed = new BatchFeed(Pass.inOrder(train, 8))) {
            Map<String, Tensor> weights = new TreeMap<>(network.weights());
            weights.put("classes.bias", new Tensor(List.of(2L), new float[] {0, Float.NaN}));
            network.load(weights);
            JniUtils.setGradMode(false);
            Batch batch = Objects.requireNonNull(feed.take());
            try (Optimizer optimizer = Optimizer.of(RECIPE.optimizer(), network.trainable(), n -> 0.01)) {
                assertThatExceptionOfType(DomainException.class)
                        .isThrownBy(() -> new BatchStep(RECIPE, network)
                                .train(batch, ClassWeights.EQUAL, optimizer, new PassTotals()))
                        .withMessageContaining("step 1")
                        .withMessageContaining("learning rate");
                assertThat(optimizer.steps()).isZero();
            }
        }
    }

    @Test
    void patchesOfAnotherSizeOrTooFew_areRefused() {
        PatchSet small = MemoryPixels.learnable(10, 8, 2, 1);
        PatchSet one = new PatchSet(train.pixels(), new int[] {0}, new int[] {1});

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> trainer.train(RECIPE, small, validation, e -> {}, () -> false))
                .withMessageContaining("8x8");
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> trainer.train(RECIPE, one, validation, e -> {}, () -> false));
    }

    private static List<RgbImage> images(PatchSet patches) {
        List<RgbImage> images = new ArrayList<>();
        for (int i = 0; i < patches.size(); i++) {
            byte[] pixels = new byte[SIDE * SIDE * 3];
            patches.pixels().read(patches.row(i), pixels);
            images.add(new RgbImage(SIDE, SIDE, pixels));
        }
        return images;
    }
}
