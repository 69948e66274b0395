package io.cancernet.common.colour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.Resize;
import io.cancernet.common.image.RgbImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Colours of real patches: IDC (Cruz-Roa 2014, Janowczyk and Madabhushi 2016) against BreakHis (Spanhol 2016) and
 * pictures that are no tissue.
 */
class RealColoursTest {

    private static final Logger LOG = Logger.getLogger(RealColoursTest.class);
    private static final int SIDE = 48;
    private static final int FOLDS = 7;
    private static final double MOST_UNSEEN_FLAGGED = 0.01;
    private static final double LEAST_BREAKHIS_FLAGGED = 0.8;

    @Test
    void unseenCases_areRarelyFlagged_otherImagesMostly() throws IOException {
        Path data = Path.of(System.getProperty("cancernet.shared.data", "absent"));
        assumeThat(data.resolve("idc"))
                .as("skipped: cancernet.shared.data has no idc")
                .isDirectory();
        Map<String, List<RgbImage>> cases = new TreeMap<>();
        images(data.resolve("idc")).forEach(file -> cases.computeIfAbsent(caseOf(file), name -> new ArrayList<>())
                .add(image(file)));
        List<RgbImage> breakHis = images(data.resolve("breakhis")).stream()
                .map(RealColoursTest::image)
                .toList();
        int unseen = 0;
        long unseenFlagged = 0;
        long breakHisFlagged = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            List<RgbImage> held = new ArrayList<>();
            ColourDistance distance = without(fold, cases, held);
            unseen += held.size();
            unseenFlagged += flagged(distance, held);
            breakHisFlagged += flagged(distance, breakHis);
            for (RgbImage each : noTissue()) {
                assertThat(distance.check(each).outOfDistribution()).isTrue();
            }
        }
        LOG.infof(
                "flagged: %d of %d patches of unseen IDC cases, %d of %d BreakHis images",
                unseenFlagged, unseen, breakHisFlagged, FOLDS * breakHis.size());
        assertThat((double) unseenFlagged / unseen).isLessThan(MOST_UNSEEN_FLAGGED);
        assertThat((double) breakHisFlagged / FOLDS / breakHis.size()).isGreaterThan(LEAST_BREAKHIS_FLAGGED);
    }

    /** Learns from all cases but those of a fold, which go into the other list. */
    private static ColourDistance without(int fold, Map<String, List<RgbImage>> cases, List<RgbImage> held) {
        ColourSample sample = new ColourSample();
        List<String> names = List.copyOf(cases.keySet());
        for (int i = 0; i < names.size(); i++) {
            List<RgbImage> patches = cases.getOrDefault(names.get(i), List.of());
            if (i % FOLDS == fold) {
                held.addAll(patches);
            } else {
                patches.forEach(sample::add);
            }
        }
        return new ColourDistance(sample.statistics());
    }

    private static long flagged(ColourDistance distance, List<RgbImage> images) {
        return images.stream()
                .filter(each -> distance.check(each).outOfDistribution())
                .count();
    }

    /** Black, white, grey, noise, and noise of blue and green. */
    private static List<RgbImage> noTissue() {
        Random random = new Random(1);
        byte[] noise = new byte[SIDE * SIDE * RgbImage.CHANNELS];
        random.nextBytes(noise);
        byte[] blueGreen = noise.clone();
        for (int i = 0; i < blueGreen.length; i += RgbImage.CHANNELS) {
            blueGreen[i] = (byte) random.nextInt(60);
        }
        return List.of(flat(0), flat(255), flat(128), picture(noise), picture(blueGreen));
    }

    private static RgbImage flat(int level) {
        byte[] pixels = new byte[SIDE * SIDE * RgbImage.CHANNELS];
        Arrays.fill(pixels, (byte) level);
        return picture(pixels);
    }

    private static RgbImage picture(byte[] pixels) {
        return new RgbImage(SIDE, SIDE, pixels);
    }

    private static List<Path> images(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .toList();
        }
    }

    /** The folder above that of the label. */
    private static String caseOf(Path file) {
        return String.valueOf(file.getName(file.getNameCount() - 3));
    }

    private static RgbImage image(Path file) {
        try {
            return Resize.NEAREST.apply(new PatchImageCodec().decode(Files.readAllBytes(file)), SIDE, SIDE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
