package io.cancernet.training.learning;

import io.cancernet.common.colour.ColourSample;
import io.cancernet.common.colour.ColourStatistics;
import io.cancernet.common.image.RgbImage;
import io.cancernet.training.data.PatchPixels;
import io.cancernet.training.data.PatchSet;

/** Measures the colours of training patches, by which scoring tells images that are unlike them. */
final class TrainingColours {

    /** Patches that are measured at most, spread evenly over the split: 50,000 take a second. */
    static final int MOST = 50_000;

    private TrainingColours() {}

    static ColourStatistics of(PatchSet train) {
        PatchPixels pixels = train.pixels();
        byte[] bytes = new byte[pixels.width() * pixels.height() * RgbImage.CHANNELS];
        RgbImage image = new RgbImage(pixels.width(), pixels.height(), bytes);
        ColourSample sample = new ColourSample();
        int measured = Math.min(train.size(), MOST);
        for (int i = 0; i < measured; i++) {
            pixels.read(train.row((int) ((long) i * train.size() / measured)), bytes);
            sample.add(image);
        }
        return sample.statistics();
    }
}
