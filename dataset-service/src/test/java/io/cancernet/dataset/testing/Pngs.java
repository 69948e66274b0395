package io.cancernet.dataset.testing;

import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import java.util.Random;

/** PNG files of patches, the same for the same seed. */
public final class Pngs {

    private static final PatchImageCodec CODEC = new PatchImageCodec();

    private Pngs() {}

    /** A 50x50 patch. */
    public static byte[] patch(long seed) {
        return sized(seed, 50, 50);
    }

    public static byte[] sized(long seed, int width, int height) {
        byte[] pixels = new byte[width * height * 3];
        new Random(seed).nextBytes(pixels);
        return CODEC.encodePng(new RgbImage(width, height, pixels));
    }
}
