package io.cancernet.dataset.testing;

import io.cancernet.common.image.RgbImage;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** JPEGs of one colour, or of given pixels, with and without the marker that says what their components mean. */
public final class Jpegs {

    private Jpegs() {}

    /** YCbCr with a JFIF marker, colours subsampled. */
    public static byte[] jfif(int[] rgb, int width, int height) {
        return jfif(filled(rgb, width, height));
    }

    /** YCbCr with a JFIF marker, colours subsampled. */
    public static byte[] jfif(RgbImage image) {
        BufferedImage buffered = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        buffered.getRaster().setPixels(0, 0, image.width(), image.height(), samples(image));
        return write(new IIOImage(buffered, null, null));
    }

    /** The components as they are, not subsampled, with no marker that says what they mean. */
    public static byte[] unmarked(int[] components, int width, int height) {
        RgbImage image = filled(components, width, height);
        WritableRaster raster =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, RgbImage.CHANNELS, null);
        raster.setPixels(0, 0, width, height, samples(image));
        return write(new IIOImage(raster, null, null));
    }

    /** Full-range YCbCr of a colour. */
    public static int[] ycbcr(int[] rgb) {
        double luma = 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2];
        return new int[] {
            (int) Math.round(luma),
            (int) Math.round(128 + (rgb[2] - luma) / 1.772),
            (int) Math.round(128 + (rgb[0] - luma) / 1.402)
        };
    }

    private static RgbImage filled(int[] components, int width, int height) {
        byte[] pixels = new byte[width * height * RgbImage.CHANNELS];
        for (int at = 0; at < pixels.length; at++) {
            pixels[at] = (byte) components[at % RgbImage.CHANNELS];
        }
        return new RgbImage(width, height, pixels);
    }

    private static int[] samples(RgbImage image) {
        int[] samples = new int[image.pixels().length];
        for (int at = 0; at < samples.length; at++) {
            samples[at] = image.pixels()[at] & 0xff;
        }
        return samples;
    }

    private static byte[] write(IIOImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(jpeg)) {
            writer.setOutput(out);
            writer.write(null, image, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return jpeg.toByteArray();
    }
}
