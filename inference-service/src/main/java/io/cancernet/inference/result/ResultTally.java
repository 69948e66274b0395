package io.cancernet.inference.result;

import io.cancernet.common.id.PatchId;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.unit.MicronsPerPixel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the patches of a request come to, added up one by one. Lists are bounded, counts are not. Not thread-safe. */
final class ResultTally {

    /** Failed patches, and missing ones, that are listed. */
    static final int MOST_LISTED = 1000;

    private final MicronsPerPixel placedMpp;
    private final Map<String, Integer> failedByCode = new TreeMap<>();
    private final List<FailedPatch> failedPatches = new ArrayList<>();
    private final List<PatchId> missingPatches = new ArrayList<>();
    private int scored;
    private int failed;
    private int missing;
    private int positive;
    private int outOfDistribution;
    private double scoredArea;
    private double positiveArea;
    private double sum;
    private double max;

    ResultTally(MicronsPerPixel placedMpp) {
        this.placedMpp = placedMpp;
    }

    /** A patch that cannot be scored, with where it is and the code of its dead letter. */
    public record FailedPatch(PatchId patchId, int x, int y, String code) {}

    void add(IndexLine line, PatchArea area, @Nullable PatchOutcome outcome) {
        Double probability = outcome == null ? null : outcome.probability();
        if (outcome == null) {
            missing++;
            list(missingPatches, line.patchId());
        } else if (probability == null) {
            failed++;
            String code = String.valueOf(outcome.errorCode());
            failedByCode.merge(code, 1, Integer::sum);
            list(failedPatches, new FailedPatch(line.patchId(), line.x(), line.y(), code));
        } else {
            scored++;
            outOfDistribution += outcome.outOfDistribution() ? 1 : 0;
            sum += probability;
            max = Math.max(max, probability);
            scoredArea += area.mm2(placedMpp);
            if (outcome.positive()) {
                positive++;
                positiveArea += area.mm2(placedMpp);
            }
        }
    }

    private static <T> void list(List<T> list, T entry) {
        if (list.size() < MOST_LISTED) {
            list.add(entry);
        }
    }

    int scored() {
        return scored;
    }

    int failed() {
        return failed;
    }

    int missing() {
        return missing;
    }

    int positive() {
        return positive;
    }

    double positiveAreaMm2() {
        return positiveArea;
    }

    /** Why the result is incomplete; nothing when no patch is missing. */
    @Nullable String incompleteReason() {
        return missing == 0
                ? null
                : "nothing was heard of %d of %d patches in time".formatted(missing, scored + failed + missing);
    }

    ResultDocument.Counts counts() {
        return new ResultDocument.Counts(
                scored + failed + missing, scored, failed, missing, positive, scored - positive, outOfDistribution);
    }

    ResultDocument.Figures figures() {
        return new ResultDocument.Figures(scoredArea, positiveArea, maxProbability(), meanProbability());
    }

    @Nullable Double maxProbability() {
        return scored == 0 ? null : Double.valueOf(max);
    }

    @Nullable Double meanProbability() {
        return scored == 0 ? null : Double.valueOf(sum / scored);
    }

    Map<String, Integer> failedByCode() {
        return failedByCode;
    }

    List<FailedPatch> failedPatches() {
        return failedPatches;
    }

    List<PatchId> missingPatches() {
        return missingPatches;
    }
}
