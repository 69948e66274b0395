package io.cancernet.training.loop;

import io.cancernet.common.image.RgbImage;
import io.cancernet.training.augmentation.Augmentation;
import io.cancernet.training.data.PatchSet;
import io.cancernet.training.recipe.AugmentationSettings;
import io.cancernet.training.recipe.Recipe;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * One way through a set of patches: their order, their changes, their batches.
 *
 * <p>In training the order is drawn anew for each epoch and patches that fill no batch are left out, as the tutorial's
 * whole steps do; a set smaller than a batch is one batch. Otherwise every patch comes once, in order and unchanged.
 */
public final class Pass {

    private final PatchSet patches;
    private final int[] order;
    private final int batchSize;
    private final Augmentation augmentation;
    private final long seed;
    private final int epoch;

    private Pass(
            PatchSet patches, int[] order, int batchSize, AugmentationSettings augmentation, long seed, int epoch) {
        this.patches = patches;
        this.order = order;
        this.batchSize = batchSize;
        this.augmentation = new Augmentation(
                augmentation, patches.pixels().width(), patches.pixels().height());
        this.seed = seed;
        this.epoch = epoch;
    }

    /** The training pass of an epoch, counted from 1. */
    public static Pass training(Recipe recipe, PatchSet patches, int epoch) {
        int batchSize = Math.min(recipe.batchSize(), patches.size());
        int[] order = shuffled(patches.size(), Seeds.order(recipe.seed(), epoch));
        int whole = patches.size() / batchSize * batchSize;
        return new Pass(patches, Arrays.copyOf(order, whole), batchSize, recipe.augmentation(), recipe.seed(), epoch);
    }

    /** Every patch once, in order and unchanged. */
    public static Pass inOrder(PatchSet patches, int batchSize) {
        int[] order = new int[patches.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        return new Pass(patches, order, batchSize, AugmentationSettings.NONE, 0, 0);
    }

    int batches() {
        return (order.length + batchSize - 1) / batchSize;
    }

    Batch newBatch() {
        return new Batch(batchSize, patchBytes());
    }

    int patchBytes() {
        return patches.pixels().width() * patches.pixels().height() * RgbImage.CHANNELS;
    }

    /** Fills a batch; {@code original} and {@code changed} are scratch memory of a patch each. */
    void fill(Batch batch, int index, byte[] original, byte[] changed) {
        batch.clear();
        int to = Math.min(order.length, (index + 1) * batchSize);
        for (int i = index * batchSize; i < to; i++) {
            int patch = order[i];
            patches.pixels().read(patches.row(patch), original);
            augmentation.apply(Seeds.augmentation(seed, epoch, patch), original, changed);
            batch.add(changed, patches.label(patch));
        }
    }

    private static int[] shuffled(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
