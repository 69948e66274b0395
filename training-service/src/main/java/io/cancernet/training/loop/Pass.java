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
    private final boolean pixels;

    private Pass(
            PatchSet patches,
            int[] order,
            int batchSize,
            Augmentation augmentation,
            long seed,
            int epoch,
            boolean pixels) {
        this.patches = patches;
        this.order = order;
        this.batchSize = batchSize;
        this.augmentation = augmentation;
        this.seed = seed;
        this.epoch = epoch;
        this.pixels = pixels;
    }

    private static Augmentation augmentation(AugmentationSettings settings, PatchSet patches) {
        return new Augmentation(
                settings, patches.pixels().width(), patches.pixels().height());
    }

    /** The training pass of an epoch, counted from 1. */
    public static Pass training(Recipe recipe, PatchSet patches, int epoch) {
        int batchSize = Math.min(recipe.batchSize(), patches.size());
        int[] order = shuffled(patches.size(), Seeds.order(recipe.seed(), epoch));
        int whole = patches.size() / batchSize * batchSize;
        return new Pass(
                patches,
                Arrays.copyOf(order, whole),
                batchSize,
                augmentation(recipe.augmentation(), patches),
                recipe.seed(),
                epoch,
                true);
    }

    /** Every patch once, in order and unchanged. */
    public static Pass inOrder(PatchSet patches, int batchSize) {
        int[] order = new int[patches.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        return new Pass(patches, order, batchSize, augmentation(AugmentationSettings.NONE, patches), 0, 0, true);
    }

    /** The same pass whose batches name patches and changes only, for pixels that lie on the device. */
    public Pass withoutPixels() {
        return new Pass(patches, order, batchSize, augmentation, seed, epoch, false);
    }

    int batches() {
        return (order.length + batchSize - 1) / batchSize;
    }

    Batch newBatch() {
        return new Batch(batchSize, pixels ? patchBytes() : 0, augmentation.changes(pixels ? 0 : batchSize));
    }

    /** Whether a batch has the room and the kind of this pass's. */
    boolean fits(Batch batch) {
        return batch.fits(batchSize, pixels ? patchBytes() : 0, augmentation.changes(pixels ? 0 : batchSize));
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
            long drawn = Seeds.augmentation(seed, epoch, patch);
            if (pixels) {
                patches.pixels().read(patches.row(patch), original);
                augmentation.apply(drawn, original, changed);
                batch.add(patch, patches.label(patch), changed);
            } else {
                augmentation.draw(drawn, batch.changes(), batch.size());
                batch.add(patch, patches.label(patch));
            }
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
