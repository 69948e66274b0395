package io.cancernet.training.loop;

import io.cancernet.common.patch.Labels;
import java.util.Arrays;

/** Sums over a pass: loss, hits and the logit differences in the order of the pass. */
public final class PassTotals {

    private float[] differences = new float[1024];
    private int patches;
    private double loss;
    private long hits;

    public PassTotals() {}

    /** Sums that go on from where a training was left; the logit differences before are not known any more. */
    public PassTotals(TrainingState.Unfinished from) {
        patches = from.patches();
        loss = from.loss();
        hits = from.hits();
        differences = new float[Math.max(differences.length, patches)];
    }

    /**
     * Adds a batch.
     *
     * @param logits (batch, 2) row by row
     * @return the batch's mean loss
     */
    public double add(float[] logits, Batch batch, ClassWeights weights) {
        double batchLoss = 0;
        for (int i = 0; i < batch.size(); i++) {
            float difference = logits[2 * i + 1] - logits[2 * i];
            boolean disease = batch.label(i) == Labels.POSITIVE;
            batchLoss += weights.of(batch.label(i)) * softPlus(disease ? -difference : difference);
            hits += disease == difference >= 0 ? 1 : 0;
            keep(difference);
        }
        loss += batchLoss;
        return batchLoss / batch.size();
    }

    /** Mean over the patches, not over their weights. */
    public double meanLoss() {
        return loss / patches;
    }

    public double accuracy() {
        return (double) hits / patches;
    }

    /** Sum over the patches. */
    public double loss() {
        return loss;
    }

    /** Patches that were called right at threshold .5 without calibration. */
    public long hits() {
        return hits;
    }

    public int patches() {
        return patches;
    }

    public float[] logitDifferences() {
        return Arrays.copyOf(differences, patches);
    }

    private void keep(float difference) {
        if (patches == differences.length) {
            differences = Arrays.copyOf(differences, 2 * patches);
        }
        differences[patches++] = difference;
    }

    /** -log softmax of the true class, without overflow. */
    private static double softPlus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
