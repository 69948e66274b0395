package io.cancernet.local.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A made-up data set in the layout of IDC: {@code <case>/<0|1>/<case>_idx5_x<X>_y<Y>_class<0|1>.png}.
 *
 * <p>Cases differ in stain and in how much of them is positive. Positive patches have more, larger and darker nuclei,
 * but counts overlap, so that a network must learn and cannot be perfect. The same size gives the same pixels on every
 * machine. It holds two files that no ingest can use, so that quarantine is shown too.
 *
 * @param cases at least 3, one for each split
 * @param patchesPerCase at least 10
 */
public record SyntheticSample(int cases, int patchesPerCase) {

    /** Large enough to learn from, small enough for a minute's training on two cores. */
    public static final SyntheticSample STANDARD = new SyntheticSample(15, 160);

    private static final long SEED = 20_140_320L;
    private static final int FIRST_CASE = 90_001;
    private static final int PATCH = 50;
    private static final int BORDER_WIDTH = 32;
    private static final int PATCHES_IN_A_ROW = 16;
    // The border of the section: the last column is cut off.
    private static final int BORDER_COLUMN = PATCHES_IN_A_ROW - 1;

    public SyntheticSample {
        if (cases < 3 || cases > 1000) {
            throw new IllegalArgumentException("a sample has 3 to 1000 cases, not " + cases);
        }
        if (patchesPerCase < 10 || patchesPerCase > 100_000) {
            throw new IllegalArgumentException("a case has 10 to 100000 patches, not " + patchesPerCase);
        }
    }

    /** Patches that can be used. */
    public int usable() {
        return cases * patchesPerCase;
    }

    /** Files of both kinds. */
    public int files() {
        return usable() + 2;
    }

    /** Writes the sample into an empty or missing folder. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        try {
            IntStream.range(0, cases).parallel().forEach(index -> writeCase(folder, index));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        writeUnusable(folder);
    }

    private void writeCase(Path folder, int index) {
        SplittableRandom random = random(index, -1);
        Stain stain = Stain.ofCase(random);
        double positiveShare = 0.2 + 0.4 * random.nextDouble();
        int positives = (int) Math.round(patchesPerCase * positiveShare);
        int[] labels = shuffledLabels(positives, random);
        try {
            for (int label = 0; label <= 1; label++) {
                Files.createDirectories(folder.resolve(caseName(index)).resolve(Integer.toString(label)));
            }
            for (int patch = 0; patch < patchesPerCase; patch++) {
                int width = patch % PATCHES_IN_A_ROW == BORDER_COLUMN ? BORDER_WIDTH : PATCH;
                byte[] png = new PatchPainter(random(index, patch), stain).png(labels[patch] == 1, width, PATCH);
                Files.write(file(folder, index, patch, labels[patch]), png);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int[] shuffledLabels(int positives, SplittableRandom random) {
        int[] labels = new int[patchesPerCase];
        Arrays.fill(labels, 0, positives, 1);
        for (int i = labels.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = labels[i];
            labels[i] = labels[other];
            labels[other] = kept;
        }
        return labels;
    }

    private void writeUnusable(Path folder) throws IOException {
        // In the rows below the last one, so that no usable patch has these coordinates.
        Path text = file(folder, 0, patchesPerCase + PATCHES_IN_A_ROW, 0);
        Files.write(text, "This is no image.\n".getBytes(StandardCharsets.US_ASCII));
        byte[] png = new PatchPainter(random(1, patchesPerCase), Stain.ofCase(random(1, -1))).png(false, PATCH, PATCH);
        Path truncated = file(folder, 1, patchesPerCase + PATCHES_IN_A_ROW, 0);
        Files.write(truncated, Arrays.copyOf(png, png.length / 2));
    }

    private static Path file(Path folder, int index, int patch, int label) {
        int x = 1 + PATCH * (patch % PATCHES_IN_A_ROW);
        int y = 1 + PATCH * (patch / PATCHES_IN_A_ROW);
        String name = caseName(index) + "_idx5_x" + x + "_y" + y + "_class" + label + ".png";
        return folder.resolve(caseName(index)).resolve(Integer.toString(label)).resolve(name);
    }

    private static String caseName(int index) {
        return Integer.toString(FIRST_CASE + index);
    }

    // Each patch has a generator of its own, so that its pixels do not depend on the size of the sample.
    private static SplittableRandom random(int index, int patch) {
        return new SplittableRandom(SEED * 31 + index * 1_000_003L + patch * 7_919L);
    }
}
