package io.cancernet.training.weights.onnx;

/** IEEE 754 numbers of 16 bits, which Java reads only from version 20 on. */
final class HalfFloat {

    private static final int FRACTION_BITS = 10;
    private static final int FRACTION = (1 << FRACTION_BITS) - 1;
    private static final int EXPONENT = 0x1f;
    private static final int BIAS = 15;

    private HalfFloat() {}

    static float toFloat(short half) {
        float sign = half < 0 ? -1 : 1;
        int exponent = (half >> FRACTION_BITS) & EXPONENT;
        int fraction = half & FRACTION;
        if (exponent == EXPONENT) {
            return fraction == 0 ? sign * Float.POSITIVE_INFINITY : Float.NaN;
        }
        if (exponent == 0) {
            return sign * Math.scalb((float) fraction, 1 - BIAS - FRACTION_BITS);
        }
        return sign * Math.scalb((float) (fraction | 1 << FRACTION_BITS), exponent - BIAS - FRACTION_BITS);
    }
}
