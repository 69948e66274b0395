package io.cancernet.training.loop;

import io.cancernet.common.patch.Labels;
import io.cancernet.training.data.PatchSet;

/** How much a patch of each class counts in the loss. */
public record ClassWeights(float negative, float positive) {

    public static final ClassWeights EQUAL = new ClassWeights(1, 1);

    /** max(count) / count: the larger class counts 1, the smaller one as much as if it were as large. */
    public static ClassWeights balancing(PatchSet patches) {
        int negatives = patches.count(Labels.NEGATIVE);
        int positives = patches.count(Labels.POSITIVE);
        if (negatives == 0 || positives == 0) {
            return EQUAL;
        }
        float most = Math.max(negatives, positives);
        return new ClassWeights(most / negatives, most / positives);
    }

    public float of(int label) {
        return label == Labels.POSITIVE ? positive : negative;
    }
}
