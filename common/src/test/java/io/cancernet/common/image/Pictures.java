package io.cancernet.common.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Images for tests, with pixels that compress badly so that a cut always falls into them. */
final class Pictures {

    private Pictures() {}

    static RgbImage noise(int width, int height) {
        byte[] pixels = new byte[width * height * RgbImage.CHANNELS];
        new Random(7).nextBytes(pixels);
        return new RgbImage(width, height, pixels);
    }

    static RgbImage of(int width, int height, int... values) {
        byte[] pixels = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            pixels[i] = (byte) values[i];
        }
        return new RgbImage(width, height, pixels);
    }

    static byte[] encode(BufferedImage image, String format) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalArgumentException("no writer for " + format);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
