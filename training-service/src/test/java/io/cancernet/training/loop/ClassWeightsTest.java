package io.cancernet.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cancernet.training.augmentation.Augmentation;
import io.cancernet.training.augmentation.DrawnChanges;
import io.cancernet.training.data.PatchSet;
import io.cancernet.training.recipe.AugmentationSettings;
import org.junit.jupiter.api.Test;

class ClassWeightsTest {

    private static final DrawnChanges NOTHING = new Augmentation(AugmentationSettings.NONE, 1, 1).changes(0);

    @Test
    void weights_areTheLargestCountByEach() {
        ClassWeights weights = ClassWeights.balancing(labelled(0, 0, 0, 0, 0, 1, 1));

        assertThat(weights).isEqualTo(new ClassWeights(1, 2.5f));
        assertThat(weights.of(1)).isEqualTo(2.5f);
        assertThat(weights.of(0)).isEqualTo(1f);
    }

    @Test
    void oneClass_isWeightedEqually() {
        assertThat(ClassWeights.balancing(labelled(0, 0))).isEqualTo(ClassWeights.EQUAL);
    }

    @Test
    void loss_isWeightedAndDividedByThePatches() {
        Batch batch = new Batch(2, 3, NOTHING);
        batch.add(0, 0);
        batch.add(0, 1);
        PassTotals totals = new PassTotals();

        // Logit differences 0 and 2 with weights 1 and 2.5.
        double loss = totals.add(new float[] {1, 1, 1, 3}, batch, new ClassWeights(1, 2.5f));

        double expected = (Math.log(2) + 2.5 * Math.log(1 + Math.exp(-2))) / 2;
        assertThat(loss).isCloseTo(expected, within(1e-9));
        assertThat(totals.meanLoss()).isCloseTo(expected, within(1e-9));
        assertThat(totals.accuracy()).isEqualTo(0.5);
        assertThat(totals.logitDifferences()).containsExactly(0, 2);
    }

    @Test
    void loss_ofExtremeLogits_staysFinite() {
        Batch batch = new Batch(1, 3, NOTHING);
        batch.add(0, 1);

        double loss = new PassTotals().add(new float[] {1000, -1000}, batch, ClassWeights.EQUAL);

        assertThat(loss).isCloseTo(2000, within(1e-6));
    }

    private static PatchSet labelled(int... labels) {
        return new PatchSet(MemoryPixels.numbered(1, 1), new int[labels.length], labels);
    }
}
