package io.cancernet.dataset.dataset.rest;

import io.cancernet.dataset.split.ByCase;
import io.cancernet.dataset.split.GivenSplit;
import io.cancernet.dataset.split.KFold;
import io.cancernet.dataset.split.PatchRandom;
import io.cancernet.dataset.split.SplitFractions;
import io.cancernet.dataset.split.SplitRule;
import io.cancernet.dataset.split.SplitStrategy;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a dataset is to be split; what does not belong to the strategy is refused rather than ignored. */
record SplitRequest(
        @Schema(
                description = "by-case by default; source takes the split that the source itself has; patch-random"
                        + " reproduces tutorials and is leaky")
        @Nullable SplitStrategy strategy,

        @Schema(description = "by-case, patch-random: share of train; all three shares or none") @Nullable Double train,

        @Schema(description = "by-case, patch-random: share of validation") @Nullable Double validation,

        @Schema(description = "by-case, patch-random: share of test") @Nullable Double test,

        @Schema(description = "42 by default") @Nullable Long seed,

        @Schema(description = "k-fold: 3 to 20 folds, 5 by default") @Nullable Integer folds,

        @Schema(description = "source: whether a case may stand in several splits; false by default") @Nullable Boolean allowLeaky,

        @Schema(description = "source: share of the train cases that becomes the validation split where it has none")
        @Nullable Double validationFromTrain) {

    static final SplitRequest DEFAULT = new SplitRequest(null, null, null, null, null, null, null, null);

    private static final long DEFAULT_SEED = ByCase.DEFAULT.seed();

    SplitRule toDomain() {
        SplitStrategy rule = Objects.requireNonNullElse(strategy, SplitStrategy.BY_CASE);
        boolean shares = train != null || validation != null || test != null;
        boolean byShares = rule == SplitStrategy.BY_CASE || rule == SplitStrategy.PATCH_RANDOM;
        requireNone(shares && !byShares, "train, validation and test", rule);
        requireNone(folds != null && rule != SplitStrategy.K_FOLD, "folds", rule);
        requireNone(allowLeaky != null && rule != SplitStrategy.SOURCE, "allowLeaky", rule);
        requireNone(validationFromTrain != null && rule != SplitStrategy.SOURCE, "validationFromTrain", rule);
        long dealt = Objects.requireNonNullElse(seed, DEFAULT_SEED);
        return switch (rule) {
            case BY_CASE -> new ByCase(fractions(SplitFractions.DEFAULT), dealt);
            case K_FOLD -> new KFold(Objects.requireNonNullElse(folds, KFold.DEFAULT_FOLDS), dealt);
            case SOURCE -> new GivenSplit(rule, Boolean.TRUE.equals(allowLeaky), validationFromTrain, dealt);
            case PATCH_RANDOM -> new PatchRandom(fractions(PatchRandom.TUTORIAL), dealt);
            case IMPORTED ->
                throw new IllegalArgumentException(
                        "split.strategy: post a manifest to /api/v1/datasets/import to have its split");
        };
    }

    private SplitFractions fractions(SplitFractions otherwise) {
        if (train == null && validation == null && test == null) {
            return otherwise;
        }
        if (train == null || validation == null || test == null) {
            throw new IllegalArgumentException("split: give all of train, validation and test, or none");
        }
        return new SplitFractions(train, validation, test);
    }

    private static void requireNone(boolean given, String what, SplitStrategy strategy) {
        if (given) {
            throw new IllegalArgumentException(
                    "split: %s cannot be given for strategy %s; leave it out".formatted(what, strategy.slug()));
        }
    }
}
