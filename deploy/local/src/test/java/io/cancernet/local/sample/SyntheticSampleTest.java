package io.cancernet.local.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticSampleTest {

    private static final SyntheticSample SMALL = new SyntheticSample(4, 40);

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void write_twice_givesTheSameFiles() throws IOException {
        SMALL.write(folder.resolve("a"));
        SMALL.write(folder.resolve("b"));

        Map<String, byte[]> first = files(folder.resolve("a"));
        Map<String, byte[]> second = files(folder.resolve("b"));
        assertThat(second.keySet()).isEqualTo(first.keySet());
        first.forEach((name, bytes) -> assertThat(second.get(name)).as(name).isEqualTo(bytes));
    }

    @Test
    void patches_doNotDependOnTheSizeOfTheSample() throws IOException {
        SMALL.write(folder.resolve("small"));
        new SyntheticSample(6, 40).write(folder.resolve("large"));

        Map<String, byte[]> large = files(folder.resolve("large"));
        files(folder.resolve("small"))
                .forEach((name, bytes) -> assertThat(large.get(name)).isEqualTo(bytes));
    }

    @Test
    void names_followTheLayoutOfIdc_andEveryCaseHasBothClasses() throws IOException {
        SMALL.write(folder);

        Map<String, byte[]> files = files(folder);
        assertThat(files).hasSize(SMALL.files());
        assertThat(files.keySet())
                .allMatch(name -> name.matches("(9\\d{4})/([01])/\\1_idx5_x\\d+_y\\d+_class\\2\\.png"));
        assertThat(files.keySet().stream().map(name -> name.substring(0, 7)).collect(Collectors.toSet()))
                .hasSize(8);
    }

    @Test
    void usablePatches_decode_someOfThemSmallerAtTheBorder() throws IOException {
        SMALL.write(folder);

        List<Integer> widths = new ArrayList<>();
        int unusable = 0;
        for (byte[] bytes : files(folder).values()) {
            if (decodes(bytes)) {
                BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
                assertThat(image.getHeight()).isEqualTo(50);
                widths.add(image.getWidth());
            } else {
                unusable++;
            }
        }
        assertThat(unusable).isEqualTo(2);
        assertThat(widths).hasSize(SMALL.usable()).contains(32, 50);
    }

    @Test
    void positivePatches_areDarkerOnTheWhole_butTheClassesOverlap() throws IOException {
        SMALL.write(folder);

        List<Double> negative = brightness("0");
        List<Double> positive = brightness("1");
        assertThat(mean(positive)).isLessThan(mean(negative));
        // Brightness alone does not tell them apart.
        assertThat(Collections.min(negative)).isLessThan(Collections.max(positive));
    }

    @Test
    void tooFewCasesForTheSplits_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SyntheticSample(2, 100));
    }

    private List<Double> brightness(String label) throws IOException {
        List<Double> values = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : files(folder).entrySet()) {
            if (file.getKey().startsWith("90004/" + label) && decodes(file.getValue())) {
                BufferedImage image = ImageIO.read(new ByteArrayInputStream(file.getValue()));
                double sum = 0;
                for (int y = 0; y < image.getHeight(); y++) {
                    for (int x = 0; x < image.getWidth(); x++) {
                        sum += image.getRGB(x, y) >> 16 & 0xff;
                    }
                }
                values.add(sum / (image.getWidth() * image.getHeight()));
            }
        }
        return values;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static boolean decodes(byte[] bytes) {
        // A whole PNG ends with the chunk IEND.
        return bytes.length > 12 && new String(bytes, bytes.length - 8, 4, StandardCharsets.US_ASCII).equals("IEND");
    }

    private static Map<String, byte[]> files(Path root) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }
}
