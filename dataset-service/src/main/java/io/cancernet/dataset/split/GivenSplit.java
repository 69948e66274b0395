package io.cancernet.dataset.split;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.patch.Split;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The split that every patch brings along: the source's own, or that of an imported manifest.
 *
 * @param strategy which of the two
 * @param allowLeaky whether a case may stand in several splits, which marks the dataset
 * @param validationFromTrain share of the train cases that become the validation split where none is given
 * @param seed decides which
 */
public record GivenSplit(
        SplitStrategy strategy,
        boolean allowLeaky,
        @Nullable Double validationFromTrain,
        long seed) implements SplitRule {

    public GivenSplit {
        if (strategy != SplitStrategy.SOURCE && strategy != SplitStrategy.IMPORTED) {
            throw new IllegalArgumentException("nobody gives the split of strategy " + strategy.slug());
        }
        if (validationFromTrain != null && !(validationFromTrain > 0 && validationFromTrain < 1)) {
            throw new IllegalArgumentException("validationFromTrain must lie between 0 and 1: " + validationFromTrain);
        }
    }

    @Override
    public List<Assignment> assign(PatchPool pool) {
        Assignment assignment = given(pool);
        if (assignment.patches(Split.VALIDATION) == 0) {
            carveValidation(pool, assignment);
        } else if (validationFromTrain != null) {
            throw new IllegalArgumentException(
                    "validationFromTrain: the source has a validation split of its own; leave the fraction out");
        }
        Overlap overlap = Overlap.of(pool, assignment);
        if (overlap.cases() == 0) {
            return List.of(assignment);
        }
        if (!allowLeaky) {
            throw new DomainException(
                    ErrorCode.MANIFEST_INVALID,
                    "%s, so a test on it would prove nothing. Freeze by-case instead, or state allowLeaky and have the dataset marked leaky."
                            .formatted(overlap));
        }
        return List.of(assignment.asLeaky());
    }

    private static Assignment given(PatchPool pool) {
        Assignment assignment = Assignment.clean(pool);
        int without = 0;
        for (int patch = 0; patch < pool.size(); patch++) {
            Split split = pool.given(patch);
            if (split == null) {
                without++;
            } else {
                assignment.set(patch, split);
            }
        }
        if (without > 0) {
            throw new IllegalArgumentException(
                    "split source: %d of %d usable patches bring no split along; choose slides whose source has one, or freeze by-case"
                            .formatted(without, pool.size()));
        }
        return assignment;
    }

    private void carveValidation(PatchPool pool, Assignment assignment) {
        if (validationFromTrain == null) {
            throw new DomainException(
                    ErrorCode.DATASET_EMPTY,
                    strategy == SplitStrategy.SOURCE
                            ? "The source has no validation split. State validationFromTrain, such as 0.2, to carve it from train by case."
                            : "The manifest has no validation split. Add one.");
        }
        List<LabelledCase> train = pool.labelledCases(patch -> assignment.split(patch) == Split.TRAIN);
        int taken = Math.max(1, (int) Math.round(train.size() * validationFromTrain));
        if (taken >= train.size()) {
            throw new DomainException(
                    ErrorCode.DATASET_TOO_FEW_CASES,
                    "A validation split of %d cases leaves none of the %d train cases to train on. State a smaller fraction, or ingest more cases."
                            .formatted(taken, train.size()));
        }
        Map<CaseId, Split> dealt =
                CaseSplit.deal(train, Map.of(Split.TRAIN, train.size() - taken, Split.VALIDATION, taken), seed);
        for (int patch = 0; patch < pool.size(); patch++) {
            if (assignment.split(patch) == Split.TRAIN) {
                assignment.set(patch, dealt.getOrDefault(pool.caseOf(patch), Split.TRAIN));
            }
        }
    }
}
