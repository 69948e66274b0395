package io.cancernet.training.augmentation;

/**
 * Where each pixel of a changed image comes from: {@code row = a * row' + b * column' + c}, {@code column = d * row' +
 * e * column' + f}, as Keras' {@code apply_affine_transform} builds it (rotation, shift, shear, zoom, about the
 * image's centre, flips and quarter turns last).
 */
record Affine(double a, double b, double c, double d, double e, double f) {

    static Affine of(Transform transform, int width, int height) {
        double angle = Math.toRadians(transform.degrees());
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        Affine matrix = new Affine(cos, -sin, 0, sin, cos, 0);
        matrix = matrix.times(new Affine(1, 0, transform.rowShift() * height, 0, 1, transform.columnShift() * width));
        double shear = Math.toRadians(transform.shearDegrees());
        matrix = matrix.times(new Affine(1, -StrictMath.sin(shear), 0, 0, StrictMath.cos(shear), 0));
        matrix = matrix.times(new Affine(transform.rowZoom(), 0, 0, 0, transform.columnZoom(), 0));
        return matrix.about((height - 1) / 2.0, (width - 1) / 2.0).flipped(transform, width, height);
    }

    /** Where the first pixel of a row comes from, with {@link Augmentation#POINT} bits after the point. */
    int rowStart(int y) {
        return fixed(a * y + c);
    }

    /** As {@link #rowStart}. */
    int columnStart(int y) {
        return fixed(d * y + f);
    }

    /** What a pixel further along a row adds to where it comes from. */
    int rowStep() {
        return fixed(b);
    }

    /** As {@link #rowStep}. */
    int columnStep() {
        return fixed(e);
    }

    private static int fixed(double value) {
        return (int) Math.round(value * (1 << Augmentation.POINT));
    }

    private Affine times(Affine o) {
        return new Affine(
                a * o.a + b * o.d,
                a * o.b + b * o.e,
                a * o.c + b * o.f + c,
                d * o.a + e * o.d,
                d * o.b + e * o.e,
                d * o.c + e * o.f + f);
    }

    private Affine about(double row, double column) {
        return new Affine(1, 0, row, 0, 1, column).times(this).times(new Affine(1, 0, -row, 0, 1, -column));
    }

    private Affine flipped(Transform transform, int width, int height) {
        Affine matrix = this;
        if (transform.mirrored()) {
            matrix = matrix.times(new Affine(1, 0, 0, 0, -1, width - 1));
        }
        if (transform.upsideDown()) {
            matrix = matrix.times(new Affine(-1, 0, height - 1, 0, 1, 0));
        }
        for (int i = 0; i < transform.quarterTurns(); i++) {
            matrix = matrix.times(new Affine(0, 1, 0, -1, 0, width - 1));
        }
        return matrix;
    }
}
