package io.cancernet.training.learning;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.network.TestTimeAugmentation;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.Split;
import io.cancernet.training.data.CacheKey;
import io.cancernet.training.data.PatchCache;
import io.cancernet.training.data.PatchSet;
import io.cancernet.training.data.PatchSource;
import io.cancernet.training.dataset.Manifest;
import io.cancernet.training.json.JsonColumn;
import io.cancernet.training.loop.NetworkTrainer;
import io.cancernet.training.loop.TrainingResult;
import io.cancernet.training.patch.GatheredPatches;
import io.cancernet.training.patch.ShardPatchSource;
import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.run.Learner;
import io.cancernet.training.run.RunConfig;
import io.cancernet.training.run.RunPlan;
import io.cancernet.training.run.Stage;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Learns with the core: shards into the cache, cache through the loop, validation decides, test is looked at once. */
@ApplicationScoped
class CoreLearner implements Learner {

    private final ObjectStore store;
    private final NetworkTrainer trainer;
    private final RunConfig config;

    CoreLearner(ObjectStore store, NetworkTrainer trainer, RunConfig config) {
        this.store = store;
        this.trainer = trainer;
        this.config = config;
    }

    @Override
    public Optional<Learned> learn(
            RunPlan plan, Manifest manifest, GatheredPatches patches, Observer observer, BooleanSupplier stop) {
        Recipe recipe = Recipe.fromJson(JsonColumn.write(plan.settings()));
        trainer.requireAble(recipe);
        observer.entered(Stage.LOADING);
        PatchCache cache = load(plan, recipe, patches, stop);
        CacheSpace.evict(config.cacheDir(), config.cacheBytes());
        observer.entered(Stage.TRAINING);
        PatchSet train = split(cache, manifest, Split.TRAIN);
        PatchSet validation = split(cache, manifest, Split.VALIDATION);
        TrainingResult result = trainer.train(
                recipe,
                train,
                validation,
                epoch -> observer.epochFinished(Figures.epoch(epoch)),
                new RunStates(observer, recipe),
                stop);
        if (result.outcome() == TrainingResult.Outcome.CANCELLED) {
            return Optional.empty();
        }
        observer.entered(Stage.EVALUATING);
        PatchSet test = split(cache, manifest, Split.TEST);
        return Optional.of(judge(plan, recipe, manifest, result, train, validation, test));
    }

    private Learned judge(
            RunPlan plan,
            Recipe recipe,
            Manifest manifest,
            TrainingResult result,
            PatchSet train,
            PatchSet validation,
            PatchSet test) {
        // During training single views are looked at; what chooses the threshold must be what will be scored.
        float[] validationLogits = recipe.testTimeAugmentation() == TestTimeAugmentation.NONE
                ? result.validationLogitDifferences()
                : trainer.predict(recipe, result.weights(), validation);
        float[] testLogits = test.size() == 0 ? new float[0] : trainer.predict(recipe, result.weights(), test);
        Verdict verdict = Verdict.of(recipe, manifest, validationLogits, testLogits);
        return new Learned(
                result.weights(),
                recipe.network(),
                recipe.inputSpec(plan.dataset().mpp(), manifest.patchSize()),
                verdict.point().calibration(),
                verdict.point().threshold(),
                verdict.metrics(),
                result.selectedEpoch(),
                verdict.predictions(),
                TrainingColours.of(train));
    }

    private PatchCache load(RunPlan plan, Recipe recipe, GatheredPatches patches, BooleanSupplier stop) {
        CacheKey key = new CacheKey(
                plan.dataset().manifest().sha256(),
                patches.images().size(),
                recipe.input().width(),
                recipe.input().height(),
                recipe.input().resize());
        PatchSource source = new ShardPatchSource(store, patches.images(), config.parallelShards(), () -> {
            if (stop.getAsBoolean()) {
                throw new IllegalStateException("stopped while patches were loaded");
            }
        });
        CacheSpace.require(config.cacheDir(), key.fileName(), key.bytes(), () -> CacheSpace.free(config.cacheDir()));
        try {
            return PatchCache.openOrFill(config.cacheDir(), key, source);
        } catch (InterruptedIOException e) {
            throw new IllegalStateException("stopped while patches were loaded", e);
        } catch (IOException e) {
            throw new DomainException(
                    ErrorCode.RUN_FAILED,
                    "the patch cache could not be written (%s); check the space and rights of cancernet.training.cache-dir"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private static PatchSet split(PatchCache cache, Manifest manifest, Split split) {
        int[] rows = manifest.rows(split);
        return new PatchSet(cache, rows, manifest.labels(rows));
    }
}
