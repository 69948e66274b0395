package io.cancernet.common.image;

/**
 * The way an image is brought to a network's input size, the same in training and scoring.
 *
 * <p>Both methods place pixel centres at half coordinates: output pixel {@code i} stands at
 * {@code (i + 0.5) * from / to} of the input.
 */
public enum Resize {
    /** The input pixel under that point, as PIL's and Keras' {@code nearest}. */
    NEAREST {
        @Override
        RgbImage resize(RgbImage image, int width, int height) {
            return nearest(image, width, height);
        }
    },
    /**
     * The mean under a triangle around that point, which widens with the factor when the image shrinks, as PIL's
     * {@code bilinear}. Rounded once at the end, so that a value may differ from PIL's by one level.
     */
    BILINEAR {
        @Override
        RgbImage resize(RgbImage image, int width, int height) {
            return TriangleFilter.resize(image, width, height);
        }
    };

    abstract RgbImage resize(RgbImage image, int width, int height);

    /** The image at the size asked for: itself when it has it already. */
    public RgbImage apply(RgbImage image, int width, int height) {
        return image.width() == width && image.height() == height ? image : resize(image, width, height);
    }

    private static RgbImage nearest(RgbImage image, int width, int height) {
        byte[] from = image.pixels();
        byte[] to = new byte[width * height * RgbImage.CHANNELS];
        int[] columns = new int[width];
        for (int x = 0; x < width; x++) {
            columns[x] = under(x, image.width(), width) * RgbImage.CHANNELS;
        }
        int at = 0;
        for (int y = 0; y < height; y++) {
            int row = under(y, image.height(), height) * image.width() * RgbImage.CHANNELS;
            for (int column : columns) {
                to[at++] = from[row + column];
                to[at++] = from[row + column + 1];
                to[at++] = from[row + column + 2];
            }
        }
        return new RgbImage(width, height, to);
    }

    private static int under(int index, int from, int to) {
        return (int) ((2L * index + 1) * from / (2L * to));
    }
}
