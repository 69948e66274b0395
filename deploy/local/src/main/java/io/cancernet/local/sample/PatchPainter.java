package io.cancernet.local.sample;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Paints one patch: tissue with fibres, nuclei on it, and now and then a gap of fat. */
final class PatchPainter {

    private static final double TAU = 2 * Math.PI;

    private final SplittableRandom random;
    private final Stain stain;

    PatchPainter(SplittableRandom random, Stain stain) {
        this.random = random;
        this.stain = stain;
    }

    byte[] png(boolean positive, int width, int height) throws IOException {
        double[] tissue = tissue(width, height);
        double[] nuclear = nuclei(positive, width, height);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            double grain = 0.08 * (random.nextDouble() - 0.5);
            image.setRGB(i % width, i / width, stain.rgb(nuclear[i] + grain, tissue[i] + grain));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        }
        return bytes.toByteArray();
    }

    private double[] tissue(int width, int height) {
        double base = 0.3 + 0.4 * random.nextDouble();
        double angle = TAU * random.nextDouble();
        double wave = 0.2 + 0.5 * random.nextDouble();
        double phase = TAU * random.nextDouble();
        double[] density = new double[width * height];
        for (int i = 0; i < density.length; i++) {
            int row = i / width;
            double along = (i % width) * StrictMath.cos(angle) + row * StrictMath.sin(angle);
            density[i] = base * (1 + 0.35 * StrictMath.sin(wave * along + phase));
        }
        if (random.nextInt(4) == 0) {
            double radius = 6 + 10 * random.nextDouble();
            blot(density, width, new Blot(point(width), point(height), radius, radius, 0, -base), false);
        }
        return density;
    }

    // The two classes overlap: a negative patch can hold inflammation, a positive one little tumour.
    private double[] nuclei(boolean positive, int width, int height) {
        double[] density = new double[width * height];
        double mean = positive ? 21 : 13;
        int count = (int) Math.max(1, Math.round(mean + 6 * gaussian()));
        for (int nucleus = 0; nucleus < count * width / height; nucleus++) {
            double radius = Math.max(1.2, (positive ? 2.7 : 2.2) + 0.7 * gaussian());
            double stretch = 1 + (positive ? 0.5 : 0.3) * random.nextDouble();
            double dye = (positive ? 0.95 : 0.85) + 0.2 * gaussian();
            blot(
                    density,
                    width,
                    new Blot(
                            point(width),
                            point(height),
                            radius * stretch,
                            radius / stretch,
                            TAU * random.nextDouble(),
                            Math.max(0.2, dye)),
                    true);
        }
        return density;
    }

    private record Blot(double x, double y, double longer, double shorter, double angle, double dye) {}

    private static void blot(double[] density, int width, Blot blot, boolean darkestWins) {
        double cos = StrictMath.cos(blot.angle());
        double sin = StrictMath.sin(blot.angle());
        for (int i = 0; i < density.length; i++) {
            double dx = i % width - blot.x();
            int row = i / width;
            double dy = row - blot.y();
            double u = (dx * cos + dy * sin) / blot.longer();
            double v = (dy * cos - dx * sin) / blot.shorter();
            double distance = u * u + v * v;
            if (distance < 4) {
                double dye = blot.dye() / (1 + distance * distance * distance);
                density[i] = darkestWins ? Math.max(density[i], dye) : Math.max(0, density[i] + dye);
            }
        }
    }

    private double point(int size) {
        return size * random.nextDouble();
    }

    private double gaussian() {
        double sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum - 6;
    }
}
