package io.cancernet.dataset.wholeslide.tiff;

import io.cancernet.common.unit.MicronsPerPixel;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Microns per pixel, from wherever a TIFF states them. */
final class Resolution {

    /** Microscopes lie between; resolutions of screens and printers, which many writers fill in, do not. */
    private static final double SMALLEST = 0.05;

    private static final double LARGEST = 20;

    /** Pixels that are not square would need a resampling of their own. */
    private static final double SQUARE = 0.05;

    private static final int INCH = 2;
    private static final int CENTIMETRE = 3;
    private static final double MICRONS_OF_INCH = 25_400;
    private static final double MICRONS_OF_CENTIMETRE = 10_000;

    private static final Pattern APERIO = Pattern.compile("\\|\\s*MPP\\s*=\\s*(\\d{1,9}(?:\\.\\d{1,18})?)\\b");

    private Resolution() {}

    static Optional<MicronsPerPixel> ofAperio(String description) {
        Matcher matcher = APERIO.matcher(description);
        if (!matcher.find()) {
            return Optional.empty();
        }
        double mpp = Double.parseDouble(matcher.group(1));
        return of(mpp, mpp);
    }

    /** By the resolution tags, where they state a unit. */
    static Optional<MicronsPerPixel> ofTags(Directory image) throws IOException {
        long unit = image.number(Tag.RESOLUTION_UNIT, INCH);
        Optional<Double> x = image.fraction(Tag.X_RESOLUTION);
        Optional<Double> y = image.fraction(Tag.Y_RESOLUTION);
        if (x.isEmpty() || y.isEmpty() || (unit != INCH && unit != CENTIMETRE)) {
            return Optional.empty();
        }
        double microns = unit == INCH ? MICRONS_OF_INCH : MICRONS_OF_CENTIMETRE;
        return of(microns / x.get(), microns / y.get());
    }

    /** The mean of both directions, where it can be that of a microscope. */
    static Optional<MicronsPerPixel> of(double x, double y) {
        double mpp = (x + y) / 2;
        boolean plausible = mpp >= SMALLEST && mpp <= LARGEST && Math.abs(x - y) <= SQUARE * mpp;
        return plausible ? Optional.of(new MicronsPerPixel(mpp)) : Optional.empty();
    }
}
