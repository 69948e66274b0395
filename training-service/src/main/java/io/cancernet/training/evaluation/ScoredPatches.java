package io.cancernet.training.evaluation;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.patch.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Patches with calibrated probability, label and case, as columns. Cases are numbered in the order of their names, so
 * that two sets of the same patches number them alike.
 */
public final class ScoredPatches {

    private final float[] probabilities;
    private final int[] labels;
    private final int[] cases;
    private final List<CaseId> names;

    /**
     * @param probabilities finite, one for each patch
     * @param labels 0 or 1, one for each patch
     * @param caseIds one for each patch
     */
    public ScoredPatches(float[] probabilities, int[] labels, List<CaseId> caseIds) {
        if (probabilities.length != labels.length || labels.length != caseIds.size()) {
            throw new IllegalArgumentException("%d probabilities, %d labels, %d cases"
                    .formatted(probabilities.length, labels.length, caseIds.size()));
        }
        for (int i = 0; i < labels.length; i++) {
            Labels.requireBinary(labels[i]);
            if (!Float.isFinite(probabilities[i])) {
                throw new IllegalArgumentException("a probability is not finite: " + probabilities[i]);
            }
        }
        this.probabilities = probabilities.clone();
        this.labels = labels.clone();
        this.names = caseIds.stream()
                .distinct()
                .sorted(Comparator.comparing(CaseId::value))
                .toList();
        Map<CaseId, Integer> numbers = new HashMap<>();
        names.forEach(name -> numbers.put(name, numbers.size()));
        this.cases = caseIds.stream().mapToInt(numbers::get).toArray();
    }

    /** The probabilities, labels and cases of predictions. */
    public static ScoredPatches of(List<Prediction> predictions) {
        float[] probabilities = new float[predictions.size()];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = predictions.get(i).probability();
        }
        return new ScoredPatches(
                probabilities,
                predictions.stream().mapToInt(Prediction::label).toArray(),
                predictions.stream().map(Prediction::caseId).toList());
    }

    public int size() {
        return labels.length;
    }

    /** The cases by number. */
    public List<CaseId> caseIds() {
        return names;
    }

    public float probability(int patch) {
        return probabilities[patch];
    }

    public int label(int patch) {
        return labels[patch];
    }

    /** Number of the case of a patch. */
    public int caseOf(int patch) {
        return cases[patch];
    }

    public float[] probabilities() {
        return probabilities.clone();
    }

    public int[] labels() {
        return labels.clone();
    }

    /** Patches by falling probability. */
    int[] byProbability() {
        return IntStream.range(0, size())
                .boxed()
                .sorted((a, b) -> Float.compare(probabilities[b], probabilities[a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The patches of each case, by its number. */
    List<ScoredPatches> byCase() {
        List<List<Integer>> members = new ArrayList<>();
        names.forEach(name -> members.add(new ArrayList<>()));
        for (int i = 0; i < size(); i++) {
            members.get(cases[i]).add(i);
        }
        return IntStream.range(0, names.size())
                .mapToObj(number -> part(members.get(number), names.get(number)))
                .toList();
    }

    private ScoredPatches part(List<Integer> patches, CaseId name) {
        float[] some = new float[patches.size()];
        int[] theirs = new int[patches.size()];
        for (int i = 0; i < some.length; i++) {
            some[i] = probabilities[patches.get(i)];
            theirs[i] = labels[patches.get(i)];
        }
        return new ScoredPatches(
                some, theirs, patches.stream().map(each -> name).toList());
    }
}
