package io.cancernet.common.image;

import java.util.Arrays;

/** Bilinear resizing in two passes, along rows and then along columns, with weights worked out once for each. */
final class TriangleFilter {

    private final int[] first;
    private final float[][] weights;

    private TriangleFilter(int from, int to) {
        double scale = (double) from / to;
        double reach = Math.max(1, scale);
        first = new int[to];
        weights = new float[to][];
        for (int i = 0; i < to; i++) {
            double centre = (i + 0.5) * scale;
            int start = Math.max(0, (int) (centre - reach + 0.5));
            int end = Math.min(from, (int) (centre + reach + 0.5));
            first[i] = start;
            weights[i] = triangle(start, end, centre, reach);
        }
    }

    static RgbImage resize(RgbImage image, int width, int height) {
        float[] rows = new TriangleFilter(image.width(), width).alongRows(image);
        byte[] pixels = new TriangleFilter(image.height(), height).alongColumns(rows, width);
        return new RgbImage(width, height, pixels);
    }

    private static float[] triangle(int start, int end, double centre, double reach) {
        double[] weights = new double[end - start];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.max(0, 1 - Math.abs((start + i + 0.5 - centre) / reach));
        }
        double sum = Arrays.stream(weights).sum();
        float[] normalised = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            normalised[i] = (float) (weights[i] / sum);
        }
        return normalised;
    }

    private float[] alongRows(RgbImage image) {
        byte[] pixels = image.pixels();
        float[] out = new float[image.height() * first.length * RgbImage.CHANNELS];
        int at = 0;
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < first.length; x++) {
                int from = (y * image.width() + first[x]) * RgbImage.CHANNELS;
                for (float weight : weights[x]) {
                    out[at] += weight * (pixels[from] & 0xff);
                    out[at + 1] += weight * (pixels[from + 1] & 0xff);
                    out[at + 2] += weight * (pixels[from + 2] & 0xff);
                    from += RgbImage.CHANNELS;
                }
                at += RgbImage.CHANNELS;
            }
        }
        return out;
    }

    private byte[] alongColumns(float[] rows, int width) {
        int stride = width * RgbImage.CHANNELS;
        byte[] out = new byte[first.length * stride];
        float[] sums = new float[stride];
        for (int y = 0; y < first.length; y++) {
            Arrays.fill(sums, 0);
            int from = first[y] * stride;
            for (float weight : weights[y]) {
                for (int i = 0; i < stride; i++) {
                    sums[i] += weight * rows[from + i];
                }
                from += stride;
            }
            for (int i = 0; i < stride; i++) {
                out[y * stride + i] = (byte) Math.round(sums[i]);
            }
        }
        return out;
    }
}
