package io.cancernet.dataset.stain;

import io.cancernet.common.image.RgbImage;
import java.util.Map;

/**
 * Stain normalisation after E. Reinhard et al., "Color transfer between images", IEEE Computer Graphics and
 * Applications 21(5), 2001: in the colour space l&alpha;&beta; (D. Ruderman et al., 1998) the slide's means and standard
 * deviations become those of a reference. They are taken over tissue alone, and glass is changed along with it.
 */
final class Reinhard {

    /** The slide by whose region Amgad et al. normalise ("Structured crowdsourcing...", Bioinformatics 2019). */
    static final String REFERENCE = "TCGA-A2-A3XS-DX1";

    private static final double[] REFERENCE_MEANS = {8.74108109, -0.12440419, 0.0444982};
    private static final double[] REFERENCE_DEVIATIONS = {0.6135447, 0.10989545, 0.0286032};
    /** A channel that varies less has no spread to scale. */
    private static final double MIN_DEVIATION = 1e-3;

    private Reinhard() {}

    static StainNormalisation estimate(PixelSample pixels) {
        double[] means = new double[RgbImage.CHANNELS];
        double[] deviations = new double[RgbImage.CHANNELS];
        for (int i = 0; i < pixels.size(); i++) {
            double[] each = LogConeSpace.of(pixels.red(i), pixels.green(i), pixels.blue(i));
            for (int channel = 0; channel < means.length; channel++) {
                means[channel] += each[channel] / pixels.size();
            }
        }
        for (int i = 0; i < pixels.size(); i++) {
            double[] each = LogConeSpace.of(pixels.red(i), pixels.green(i), pixels.blue(i));
            for (int channel = 0; channel < means.length; channel++) {
                double off = each[channel] - means[channel];
                deviations[channel] += off * off / pixels.size();
            }
        }
        for (int channel = 0; channel < deviations.length; channel++) {
            deviations[channel] = Math.sqrt(deviations[channel]);
            if (deviations[channel] < MIN_DEVIATION) {
                return StainNormalisation.leftAsIs(new StainRecord(
                        StainMethod.REINHARD,
                        REFERENCE,
                        pixels.size(),
                        Map.of(),
                        "the colours of the tissue hardly vary"));
            }
        }
        ReinhardTransfer transfer = new ReinhardTransfer(means, deviations, REFERENCE_MEANS, REFERENCE_DEVIATIONS);
        return StainNormalisation.of(
                transfer::apply,
                new StainRecord(
                        StainMethod.REINHARD,
                        REFERENCE,
                        pixels.size(),
                        Map.of(
                                "means", StainNormalisation.list(means),
                                "deviations", StainNormalisation.list(deviations)),
                        null));
    }
}
