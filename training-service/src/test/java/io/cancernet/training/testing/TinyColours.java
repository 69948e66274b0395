package io.cancernet.training.testing;

import io.cancernet.common.colour.ColourSample;
import io.cancernet.common.colour.ColourStatistics;
import io.cancernet.common.image.RgbImage;

/** Statistics of one black patch. */
public final class TinyColours {

    public static final ColourStatistics STATISTICS = statistics();

    private TinyColours() {}

    private static ColourStatistics statistics() {
        ColourSample sample = new ColourSample();
        sample.add(new RgbImage(1, 1, new byte[RgbImage.CHANNELS]));
        return sample.statistics();
    }
}
