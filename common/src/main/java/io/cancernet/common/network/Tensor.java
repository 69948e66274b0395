package io.cancernet.common.network;

import java.util.List;

/** Values of one named tensor in a weights file, row by row. The array is not copied. */
public final class Tensor {

    private final List<Long> shape;
    private final float[] values;

    public Tensor(List<Long> shape, float[] values) {
        this.shape = List.copyOf(shape);
        this.values = values;
        long size = this.shape.stream().reduce(1L, Math::multiplyExact);
        if (size != values.length) {
            throw new IllegalArgumentException("%d values do not fill shape %s".formatted(values.length, shape));
        }
    }

    public List<Long> shape() {
        return shape;
    }

    /** The values themselves. */
    public float[] values() {
        return values;
    }
}
