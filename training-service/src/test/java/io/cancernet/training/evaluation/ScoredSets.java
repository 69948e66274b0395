package io.cancernet.training.evaluation;

import io.cancernet.common.id.CaseId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Sets of scored patches for tests. */
final class ScoredSets {

    private ScoredSets() {}

    /** Cases in turn: each array holds the probabilities of one, labels alike. */
    static ScoredPatches of(float[][] probabilities, int[][] labels) {
        List<CaseId> cases = new ArrayList<>();
        List<Float> flat = new ArrayList<>();
        List<Integer> flatLabels = new ArrayList<>();
        for (int i = 0; i < probabilities.length; i++) {
            for (int patch = 0; patch < probabilities[i].length; patch++) {
                cases.add(new CaseId("case-%03d".formatted(i)));
                flat.add(probabilities[i][patch]);
                flatLabels.add(labels[i][patch]);
            }
        }
        float[] scores = new float[flat.size()];
        IntStream.range(0, scores.length).forEach(i -> scores[i] = flat.get(i));
        return new ScoredPatches(
                scores, flatLabels.stream().mapToInt(Integer::intValue).toArray(), cases);
    }

    /** Random cases with some skill and many ties; some cases have one class only. */
    static Cases random(int cases, int mostPatches, long seed) {
        Random random = new Random(seed);
        float[][] probabilities = new float[cases][];
        int[][] labels = new int[cases][];
        for (int i = 0; i < cases; i++) {
            int patches = 1 + random.nextInt(mostPatches);
            double share = i % 4 == 0 ? 0 : random.nextDouble();
            double shift = 0.15 * random.nextGaussian();
            probabilities[i] = new float[patches];
            labels[i] = new int[patches];
            for (int patch = 0; patch < patches; patch++) {
                labels[i][patch] = random.nextDouble() < share ? 1 : 0;
                double score = 0.35 + 0.3 * labels[i][patch] + shift + 0.2 * random.nextGaussian();
                probabilities[i][patch] = Math.round(Math.max(0, Math.min(1, score)) * 50) / 50f;
            }
        }
        return new Cases(probabilities, labels);
    }

    /** Cases as arrays. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier of test data, never compared
    record Cases(float[][] probabilities, int[][] labels) {

        ScoredPatches scored() {
            return of(probabilities, labels);
        }

        /** Each case as a case of its own as often as it counts. */
        ScoredPatches repeated(int[] counts) {
            List<float[]> some = new ArrayList<>();
            List<int[]> theirs = new ArrayList<>();
            for (int i = 0; i < counts.length; i++) {
                for (int time = 0; time < counts[i]; time++) {
                    some.add(probabilities[i]);
                    theirs.add(labels[i]);
                }
            }
            return of(some.toArray(float[][]::new), theirs.toArray(int[][]::new));
        }
    }
}
