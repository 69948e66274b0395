package io.cancernet.dataset.split;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.patch.Split;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The split by case: every case stands in one split, and each split has cases of low and high positivity alike. It
 * follows from the seed and the cases alone, in whatever order they come.
 */
final class CaseSplit {

    /** Neighbours in positivity that are dealt out together, in an order that the seed decides. */
    private static final int STRATUM = 5;

    private CaseSplit() {}

    /**
     * Deals the cases out.
     *
     * @throws DomainException {@code dataset-too-few-cases}
     */
    static SortedMap<CaseId, Split> deal(Collection<LabelledCase> cases, SplitFractions fractions, long seed) {
        int needed = Split.values().length;
        if (cases.size() < needed) {
            throw new DomainException(
                    ErrorCode.DATASET_TOO_FEW_CASES,
                    "A split by case needs at least %d cases with usable patches, one for each of train, validation and test; there are %d. Ingest more cases."
                            .formatted(needed, cases.size()));
        }
        return deal(cases, fractions.caseCounts(cases.size()), seed);
    }

    /** Deals the cases out, so many to each split. */
    static SortedMap<CaseId, Split> deal(Collection<LabelledCase> cases, Map<Split, Integer> counts, long seed) {
        Map<Split, Integer> targets = new EnumMap<>(counts);
        Map<Split, Integer> dealt = new EnumMap<>(Split.class);
        SortedMap<CaseId, Split> splits = new TreeMap<>();
        for (LabelledCase each : inDealingOrder(cases, STRATUM, seed)) {
            Split split = next(targets, dealt, (splits.size() + 1.0) / cases.size());
            splits.put(each.caseId(), split);
            dealt.merge(split, 1, Integer::sum);
        }
        return Collections.unmodifiableSortedMap(splits);
    }

    /** Deals the cases out to folds, numbered from 0: of every group of neighbours in positivity one to each. */
    static SortedMap<CaseId, Integer> folds(Collection<LabelledCase> cases, int folds, long seed) {
        SortedMap<CaseId, Integer> dealt = new TreeMap<>();
        for (LabelledCase each : inDealingOrder(cases, folds, seed)) {
            dealt.put(each.caseId(), dealt.size() % folds);
        }
        return Collections.unmodifiableSortedMap(dealt);
    }

    private static List<LabelledCase> inDealingOrder(Collection<LabelledCase> cases, int stratum, long seed) {
        Comparator<LabelledCase> bySeed = Comparator.comparing(each ->
                Hashes.identity("split", Long.toString(seed), each.caseId().value()));
        List<LabelledCase> ordered = new ArrayList<>(cases);
        ordered.sort(Comparator.comparingDouble(LabelledCase::positivity).thenComparing(bySeed));
        for (int from = 0; from < ordered.size(); from += stratum) {
            ordered.subList(from, Math.min(from + stratum, ordered.size())).sort(bySeed);
        }
        return ordered;
    }

    /** The split that is furthest behind after this share of the cases. */
    private static Split next(Map<Split, Integer> targets, Map<Split, Integer> dealt, double share) {
        Split next = Split.TRAIN;
        double furthest = Double.NEGATIVE_INFINITY;
        for (Map.Entry<Split, Integer> target : targets.entrySet()) {
            int has = dealt.getOrDefault(target.getKey(), 0);
            double behind = target.getValue() * share - has;
            if (has < target.getValue() && behind > furthest) {
                furthest = behind;
                next = target.getKey();
            }
        }
        return next;
    }
}
