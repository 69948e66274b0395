package io.cancernet.training.augmentation.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.cancernet.common.image.RgbImage;
import io.cancernet.training.augmentation.Augmentation;
import io.cancernet.training.augmentation.DrawnChanges;
import java.nio.ByteBuffer;

/**
 * {@link Augmentation} as tensor operations, on whichever device holds the images: the same levels bit for bit, since
 * positions, weights and sums are whole numbers here too.
 *
 * <p>Belongs to the manager that it is made with. Results belong to the manager of the call.
 */
public final class TensorAugmentation {

    private static final int ONE = 1 << Augmentation.POINT;
    private static final int WEIGHTS = 1 << Augmentation.WEIGHT_BITS;
    private static final int SUM = WEIGHTS * WEIGHTS;
    private static final int OFFSETS = RgbImage.CHANNELS * RgbImage.CHANNELS;

    private final int height;
    private final int width;
    private final NDArray columns;
    private final NDArray densities;
    private final NDArray levels;

    /** Changes images of so many pixels. */
    public TensorAugmentation(NDManager manager, int height, int width) {
        this.height = height;
        this.width = width;
        int[] numbers = new int[width];
        for (int x = 0; x < width; x++) {
            numbers[x] = x;
        }
        columns = manager.create(numbers, new Shape(1, 1, width));
        densities = manager.create(DrawnChanges.densities());
        byte[] table = DrawnChanges.levels();
        levels = manager.create(
                ByteBuffer.allocateDirect(table.length).put(table).rewind(), new Shape(table.length), DataType.UINT8);
    }

    /**
     * Takes images out of a set and changes them.
     *
     * @param manager owns the result and all on the way to it; on the set's device
     * @param set (patches * height * width, 3) of 8-bit levels
     * @param patches of the batch by their place in the set
     * @param size patches in the batch
     * @return (size, height, width, 3) of 8-bit levels
     */
    public NDArray apply(NDManager manager, NDArray set, int[] patches, int size, DrawnChanges changes) {
        NDArray pixels = changes.moves()
                ? moved(manager, set, firstPixels(manager, patches, size), size, changes)
                : copied(manager, set, firstPixels(manager, patches, size)); // (size * height * width, 3)
        NDArray images = pixels.reshape(size, height, width, RgbImage.CHANNELS);
        return changes.stains() ? stained(manager, images, size, changes) : images;
    }

    /** Place of each patch's first pixel in the set: (size, 1, 1). */
    private NDArray firstPixels(NDManager manager, int[] patches, int size) {
        long[] places = new long[size];
        for (int i = 0; i < size; i++) {
            places[i] = (long) patches[i] * height * width;
        }
        return manager.create(places, new Shape(size, 1, 1));
    }

    private NDArray copied(NDManager manager, NDArray set, NDArray firsts) {
        NDArray pixels = manager.arange(0, height * width, 1, DataType.INT64).reshape(1, height, width);
        return pick(manager, set, firsts.add(pixels)); // (size * height * width, 3)
    }

    private NDArray moved(NDManager manager, NDArray set, NDArray firsts, int size, DrawnChanges changes) {
        Axis row = axis(manager, changes, 0, size, height);
        Axis column = axis(manager, changes, 1, size, width);
        NDArray top = firsts.add(row.pixel().mul(width)); // (size, height, width)
        NDArray bottom = firsts.add(row.next().mul(width)); // (size, height, width)
        NDArray sum = weighted(pick(manager, set, top.add(column.pixel())), row.rest(), column.rest());
        sum.addi(weighted(pick(manager, set, top.add(column.next())), row.rest(), column.weight()));
        sum.addi(weighted(pick(manager, set, bottom.add(column.pixel())), row.weight(), column.rest()));
        sum.addi(weighted(pick(manager, set, bottom.add(column.next())), row.weight(), column.weight()));
        return whole(sum.addi(SUM / 2), SUM).toType(DataType.UINT8, false); // (size * height * width, 3)
    }

    /**
     * Where pixels come from along an axis, each (size, height, width).
     *
     * @param pixel the one before
     * @param next the one after, at the border the same again
     * @param weight of the next, of {@link #WEIGHTS}
     * @param rest weight of the pixel
     */
    private record Axis(NDArray pixel, NDArray next, NDArray weight, NDArray rest) {}

    private Axis axis(NDManager manager, DrawnChanges changes, int number, int size, int length) {
        int capacity = changes.steps().length / 2;
        int[] startNumbers = new int[size * height];
        int[] stepNumbers = new int[size];
        System.arraycopy(changes.starts(), number * capacity * height, startNumbers, 0, startNumbers.length);
        System.arraycopy(changes.steps(), number * capacity, stepNumbers, 0, size);
        NDArray starts = manager.create(startNumbers, new Shape(size, height, 1));
        NDArray steps = manager.create(stepNumbers, new Shape(size, 1, 1));
        NDArray position = steps.mul(columns).add(starts).clip(0, (length - 1) << Augmentation.POINT);
        NDArray pixel = whole(position, ONE).toType(DataType.INT64, false);
        NDArray weight = whole(position.mod(ONE), ONE / WEIGHTS).toType(DataType.INT32, false);
        return new Axis(
                pixel,
                pixel.add(1).minimum(length - 1),
                weight.reshape(-1, 1),
                weight.neg().add(WEIGHTS).reshape(-1, 1));
    }

    /** Whole parts of a division of numbers from 0 on; exact, since 32-bit floats hold multiples of the divisor. */
    private static NDArray whole(NDArray numbers, int divisor) {
        return numbers.sub(numbers.mod(divisor)).div(divisor);
    }

    private static NDArray weighted(NDArray pixels, NDArray rowWeight, NDArray columnWeight) {
        return pixels.toType(DataType.INT32, false).muli(rowWeight).muli(columnWeight);
    }

    private static NDArray pick(NDManager manager, NDArray table, NDArray places) {
        return table.get(manager, new NDIndex("{}", places.reshape(-1)));
    }

    private NDArray stained(NDManager manager, NDArray images, int size, DrawnChanges changes) {
        float[] numbers = new float[size * DrawnChanges.STAIN_NUMBERS];
        System.arraycopy(changes.stainNumbers(), 0, numbers, 0, numbers.length);
        NDArray drawn = manager.create(numbers, new Shape(size, 1, DrawnChanges.STAIN_NUMBERS));
        NDArray seen = pick(manager, densities, images.toType(DataType.INT64, false))
                .reshape(size, (long) height * width, RgbImage.CHANNELS);
        // In the order of StainChange, so that sums are rounded alike.
        NDArray changed = part(seen, drawn, 0) // (size, pixels, 3)
                .addi(part(seen, drawn, 1))
                .addi(part(seen, drawn, 2))
                .addi(drawn.get(new NDIndex(":,:,{}:{}", OFFSETS, DrawnChanges.STAIN_NUMBERS)));
        NDArray steps = changed.addi(0.5f).toType(DataType.INT32, false).clip(0, levels.size() - 1);
        return pick(manager, levels, steps.toType(DataType.INT64, false)).reshape(images.getShape());
    }

    /** What an input channel adds to the three of the result: (size, pixels, 3). */
    private static NDArray part(NDArray seen, NDArray drawn, int channel) {
        int at = channel * RgbImage.CHANNELS;
        NDArray numbers = drawn.get(new NDIndex(":,:,{}:{}", at, at + RgbImage.CHANNELS)); // (size, 1, 3)
        return seen.get(new NDIndex(":,:,{}:{}", channel, channel + 1)).mul(numbers);
    }
}
