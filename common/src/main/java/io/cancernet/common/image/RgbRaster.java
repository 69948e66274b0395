package io.cancernet.common.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Pixels of AWT images as plain RGB bytes, read from the raster: {@code BufferedImage.getRGB} would convert grey
 * through a linear colour space and make it brighter than the file says.
 */
final class RgbRaster {

    private static final int GREY_BANDS = 2;

    private RgbRaster() {}

    static BufferedImage toBuffered(RgbImage image) {
        BufferedImage buffered = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] bgr = ((DataBufferByte) buffered.getRaster().getDataBuffer()).getData();
        swapRedAndBlue(image.pixels(), bgr);
        return buffered;
    }

    static RgbImage toRgb(BufferedImage image) {
        byte[] rgb = new byte[image.getWidth() * image.getHeight() * RgbImage.CHANNELS];
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR
                && image.getRaster().getDataBuffer() instanceof DataBufferByte data
                && data.getData().length == rgb.length) {
            swapRedAndBlue(data.getData(), rgb);
        } else if (image.getColorModel() instanceof IndexColorModel palette) {
            lookUp(image.getRaster(), palette, rgb);
        } else {
            fromBands(image.getRaster(), rgb);
        }
        return new RgbImage(image.getWidth(), image.getHeight(), rgb);
    }

    private static void swapRedAndBlue(byte[] from, byte[] to) {
        for (int i = 0; i < to.length; i += RgbImage.CHANNELS) {
            to[i] = from[i + 2];
            to[i + 1] = from[i + 1];
            to[i + 2] = from[i];
        }
    }

    private static void lookUp(Raster raster, IndexColorModel palette, byte[] rgb) {
        int[] colours = new int[palette.getMapSize()];
        palette.getRGBs(colours);
        int[] row = new int[raster.getWidth()];
        int to = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(0, y, row.length, 1, 0, row);
            for (int index : row) {
                int colour = colours[index];
                rgb[to++] = (byte) (colour >> 16);
                rgb[to++] = (byte) (colour >> 8);
                rgb[to++] = (byte) colour;
            }
        }
    }

    private static void fromBands(Raster raster, byte[] rgb) {
        int bands = raster.getNumBands();
        int shift = raster.getSampleModel().getDataType() == DataBuffer.TYPE_USHORT ? 8 : 0;
        int green = bands > GREY_BANDS ? 1 : 0;
        int blue = bands > GREY_BANDS ? 2 : 0;
        int[] row = new int[raster.getWidth() * bands];
        int to = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, raster.getWidth(), 1, row);
            for (int from = 0; from < row.length; from += bands) {
                rgb[to++] = (byte) (row[from] >> shift);
                rgb[to++] = (byte) (row[from + green] >> shift);
                rgb[to++] = (byte) (row[from + blue] >> shift);
            }
        }
    }
}
