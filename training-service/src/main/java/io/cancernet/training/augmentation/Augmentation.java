package io.cancernet.training.augmentation;

import io.cancernet.common.image.RgbImage;
import io.cancernet.training.recipe.AugmentationSettings;
import io.cancernet.training.recipe.AugmentationSettings.StainJitter;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Keras' {@code ImageDataGenerator}, quarter turns and a change of stains as a pure function of seed, epoch and patch:
 * bilinear, the nearest pixel beyond the border, results rounded to whole levels as images are stored. Thread-safe.
 *
 * <p>Positions are kept in 16 bits after the point and weights in 11, which is exact for flips and for no change. What is
 * drawn is drawn here, also for images that are changed elsewhere ({@link DrawnChanges}).
 */
public final class Augmentation {

    /** Bits of a position after the point. */
    public static final int POINT = 16;

    /** Bits of a weight between two pixels. */
    public static final int WEIGHT_BITS = 11;

    private static final int WEIGHTS = 1 << WEIGHT_BITS;
    private static final int HALF = 1 << (2 * WEIGHT_BITS - 1);

    private final AugmentationSettings settings;
    private final int width;
    private final int height;
    private final boolean moves;
    private final boolean stains;

    public Augmentation(AugmentationSettings settings, int width, int height) {
        this.settings = settings;
        this.width = width;
        this.height = height;
        stains = !settings.stain().equals(StainJitter.NONE);
        moves = !settings.withStain(StainJitter.NONE).equals(AugmentationSettings.NONE);
    }

    /**
     * Changes an image by a draw of its own.
     *
     * @param seed of the patch in this epoch
     * @param from interleaved RGB
     * @param to takes the result; another array than {@code from}
     */
    public void apply(long seed, byte[] from, byte[] to) {
        Change change = draw(seed);
        if (change.affine() == null) {
            System.arraycopy(from, 0, to, 0, to.length);
        } else {
            render(change.affine(), from, to);
        }
        if (change.stain() != null) {
            change.stain().apply(to);
        }
    }

    /** Draws what {@link #apply} would draw for each image of a batch, to be put in by {@link #draw(long, DrawnChanges, int)}. */
    public DrawnChanges changes(int capacity) {
        return new DrawnChanges(capacity, height, moves, stains);
    }

    /**
     * Draws the change of an image without making it.
     *
     * @param seed of the patch in this epoch
     * @param index of the image in the batch
     */
    public void draw(long seed, DrawnChanges into, int index) {
        into.put(index, draw(seed));
    }

    private Change draw(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Affine affine = moves ? Affine.of(Transform.draw(settings, random), width, height) : null;
        return new Change(affine, stains ? StainChange.draw(settings.stain(), random) : null);
    }

    /** What is drawn for an image; null where that kind of change is switched off. */
    record Change(@Nullable Affine affine, @Nullable StainChange stain) {}

    void render(Affine affine, byte[] from, byte[] to) {
        int rowStep = affine.rowStep();
        int columnStep = affine.columnStep();
        int at = 0;
        for (int y = 0; y < height; y++) {
            int row = affine.rowStart(y);
            int column = affine.columnStart(y);
            for (int x = 0; x < width; x++) {
                pixel(row, column, from, to, at);
                at += RgbImage.CHANNELS;
                row += rowStep;
                column += columnStep;
            }
        }
    }

    private void pixel(int row, int column, byte[] from, byte[] to, int at) {
        int r = Math.max(0, Math.min(row, (height - 1) << POINT));
        int c = Math.max(0, Math.min(column, (width - 1) << POINT));
        int down = (r >> (POINT - WEIGHT_BITS)) & (WEIGHTS - 1);
        int right = (c >> (POINT - WEIGHT_BITS)) & (WEIGHTS - 1);
        int topLeft = ((r >> POINT) * width + (c >> POINT)) * RgbImage.CHANNELS;
        // At the last row and column the weight of the next is 0, so the pixel itself may stand in for it.
        int bottomLeft = down == 0 ? topLeft : topLeft + width * RgbImage.CHANNELS;
        int next = right == 0 ? 0 : RgbImage.CHANNELS;
        int bottomRightWeight = down * right;
        int bottomLeftWeight = down * (WEIGHTS - right);
        int topRightWeight = (WEIGHTS - down) * right;
        int topLeftWeight = (WEIGHTS - down) * (WEIGHTS - right);
        for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
            int sum = topLeftWeight * (from[topLeft + channel] & 0xff)
                    + topRightWeight * (from[topLeft + next + channel] & 0xff)
                    + bottomLeftWeight * (from[bottomLeft + channel] & 0xff)
                    + bottomRightWeight * (from[bottomLeft + next + channel] & 0xff);
            to[at + channel] = (byte) ((sum + HALF) >> (2 * WEIGHT_BITS));
        }
    }
}
