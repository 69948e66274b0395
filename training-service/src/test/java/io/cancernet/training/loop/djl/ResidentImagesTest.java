package io.cancernet.training.loop.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.network.Devices;
import io.cancernet.training.data.PatchSet;
import io.cancernet.training.loop.MemoryPixels;
import io.cancernet.training.loop.Residency;
import io.cancernet.training.loop.Residency.Mode;
import io.cancernet.training.loop.TrainingResult;
import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.recipe.Recipes;
import io.cancernet.training.weights.LocalWeightFiles;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ResidentImagesTest {

    private static final int SIDE = 16;
    private static final Recipe RECIPE = Recipes.preset("cancernet-robust")
            .with(Map.of("input.width", SIDE, "input.height", SIDE, "epochs", 2, "threads", 1, "device", "CPU"));

    @Test
    void patchesOnTheDevice_giveTheSameWeightsBitForBit() {
        // Another number of patches than fill the batches, and a set of its own for validation.
        PatchSet train = MemoryPixels.learnable(75, SIDE, 3, 1);
        PatchSet validation = part(MemoryPixels.learnable(90, SIDE, 3, 2));

        TrainingResult sent = trained(Mode.NEVER, train, validation);
        TrainingResult kept = trained(Mode.ALWAYS, train, validation);

        assertThat(Sha256.of(kept.weights())).isEqualTo(Sha256.of(sent.weights()));
        assertThat(kept.validationLogitDifferences()).isEqualTo(sent.validationLogitDifferences());
        assertThat(kept.epochs().get(1).trainLoss())
                .isEqualTo(sent.epochs().get(1).trainLoss());
    }

    @Test
    void withoutValidation_patchesAreKeptToo() {
        PatchSet train = MemoryPixels.learnable(64, SIDE, 2, 1);
        PatchSet none = new PatchSet(train.pixels(), new int[0], new int[0]);

        assertThat(trained(Mode.ALWAYS, train, none).epochs()).hasSize(2);
    }

    @Test
    void auto_keepsThemOnAGpuWhenTheyFitIntoTheShare() {
        Residency half = new Residency(Mode.AUTO, 0.5);

        assertThat(TrainingImages.resident(half, Device.gpu(), 500, OptionalLong.of(1000)))
                .isTrue();
        assertThat(TrainingImages.resident(half, Device.gpu(), 501, OptionalLong.of(1000)))
                .isFalse();
        assertThat(TrainingImages.resident(half, Device.gpu(), 1, OptionalLong.empty()))
                .isFalse();
        assertThat(TrainingImages.resident(half, Device.cpu(), 1, OptionalLong.of(1000)))
                .isFalse();
    }

    @Test
    void otherModes_doNotAskForMemory() {
        assertThat(TrainingImages.resident(
                        new Residency(Mode.ALWAYS, 0.1), Device.cpu(), 1 << 30, OptionalLong.empty()))
                .isTrue();
        assertThat(TrainingImages.resident(new Residency(Mode.NEVER, 1), Device.gpu(), 1, OptionalLong.of(1000)))
                .isFalse();
        assertThat(Devices.freeMemory(Device.cpu())).isEmpty();
    }

    @Test
    void bytes_areThoseOfTheDecodedPatches() {
        assertThat(ResidentImages.bytes(MemoryPixels.learnable(10, SIDE, 2, 1))).isEqualTo(10L * SIDE * SIDE * 3);
    }

    private static TrainingResult trained(Mode mode, PatchSet train, PatchSet validation) {
        return new DjlNetworkTrainer(new LocalWeightFiles(), new Residency(mode, 0.5))
                .train(RECIPE, train, validation, epoch -> {}, () -> false);
    }

    /** Some rows, in an order of their own. */
    private static PatchSet part(PatchSet all) {
        int[] rows = new int[70];
        int[] labels = new int[70];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = 89 - i;
            labels[i] = all.label(rows[i]);
        }
        return new PatchSet(all.pixels(), rows, labels);
    }
}
