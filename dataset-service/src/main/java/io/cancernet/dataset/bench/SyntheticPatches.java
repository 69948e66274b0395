package io.cancernet.dataset.bench;

import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Patches in the layout of IDC with files about as long as its own (6 KB), each with bytes of its own. */
final class SyntheticPatches {

    private static final int SIDE = 50;
    private static final int CHANNELS = 3;
    /** Of IDC: 277,524 patches of 279 cases. */
    private static final int PATCHES_A_CASE = 1000;
    /** Patches a row of the section. */
    private static final int ROW = 40;
    /** Every so many patches are positive, as in IDC. */
    private static final int POSITIVE_EVERY = 4;

    private static final int[] EOSIN = {222, 170, 200};
    /** Of the noise on each channel: more makes longer files. */
    private static final int AMPLITUDE = 44;

    private SyntheticPatches() {}

    /** Writes so many patches. @return the folder */
    static Path write(Path folder, int patches) {
        PatchImageCodec codec = new PatchImageCodec();
        IntStream.range(0, patches).parallel().forEach(i -> {
            int caseNumber = 10_000 + i / PATCHES_A_CASE;
            int inCase = i % PATCHES_A_CASE;
            int label = i % POSITIVE_EVERY == 0 ? 1 : 0;
            String name = "%d_idx5_x%d_y%d_class%d.png"
                    .formatted(caseNumber, 1 + SIDE * (inCase % ROW), 1 + SIDE * (inCase / ROW), label);
            try {
                Path file = folder.resolve(Integer.toString(caseNumber))
                        .resolve(Integer.toString(label))
                        .resolve(name);
                Files.createDirectories(file.getParent());
                Files.write(file, codec.encodePng(patch(i)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return folder;
    }

    private static RgbImage patch(int seed) {
        return texture(seed, SIDE, AMPLITUDE);
    }

    /** Noise in the colour of stained tissue. */
    static RgbImage texture(int seed, int side, int amplitude) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] pixels = new byte[side * side * CHANNELS];
        for (int i = 0; i < pixels.length; i++) {
            int noise = (random.nextInt(amplitude) + random.nextInt(amplitude)) / 2 - amplitude / 2;
            pixels[i] = (byte) Math.max(0, Math.min(255, EOSIN[i % CHANNELS] + noise));
        }
        return new RgbImage(side, side, pixels);
    }
}
