package io.cancernet.dataset.split;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.patch.Split;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Cross-validation by case: the cases are cut into folds alike in positivity; in version i fold i is the test split, the
 * next one validation, and the rest is trained on.
 */
public record KFold(int folds, long seed) implements SplitRule {

    public static final int DEFAULT_FOLDS = 5;
    private static final int MIN = 3;
    private static final int MAX = 20;

    public KFold {
        if (folds < MIN || folds > MAX) {
            throw new IllegalArgumentException(
                    "folds must lie between %d and %d, one each for test and validation and the rest to train: %d"
                            .formatted(MIN, MAX, folds));
        }
    }

    @Override
    public SplitStrategy strategy() {
        return SplitStrategy.K_FOLD;
    }

    @Override
    public List<Assignment> assign(PatchPool pool) {
        List<LabelledCase> cases = pool.labelledCases();
        if (cases.size() < folds) {
            throw new DomainException(
                    ErrorCode.DATASET_TOO_FEW_CASES,
                    "%d folds need at least %d cases with usable patches; there are %d. Ingest more cases, or ask for fewer folds."
                            .formatted(folds, folds, cases.size()));
        }
        SortedMap<CaseId, Integer> dealt = CaseSplit.folds(cases, folds, seed);
        List<Assignment> assignments = new ArrayList<>(folds);
        for (int test = 0; test < folds; test++) {
            Map<CaseId, Split> splits = new HashMap<>();
            for (Map.Entry<CaseId, Integer> each : dealt.entrySet()) {
                splits.put(each.getKey(), split(each.getValue(), test));
            }
            assignments.add(Assignment.byCase(pool, splits, new Fold(test + 1, folds)));
        }
        return assignments;
    }

    private Split split(int fold, int test) {
        if (fold == test) {
            return Split.TEST;
        }
        return fold == (test + 1) % folds ? Split.VALIDATION : Split.TRAIN;
    }
}
