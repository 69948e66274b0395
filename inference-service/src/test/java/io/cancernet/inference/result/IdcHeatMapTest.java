package io.cancernet.inference.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.inference.slide.SlideGeometry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The map of a real case, whose patches have gaps between them and are smaller at the slide's border. */
class IdcHeatMapTest {

    private static final Path CASES = Path.of(System.getProperty("cancernet.shared.data", "none"), "idc");
    private static final Path PICTURE = Path.of("target", "idc-heatmap.png");
    private static final Pattern PLACE = Pattern.compile("_x(\\d+)_y(\\d+)_class([01])");

    @Test
    void eachPatchOfARealCase_isShownWhereItLies() throws IOException {
        assumeThat(CASES).as("the IDC sample (cancernet.shared.data)").isDirectory();
        Map<IndexLine, Double> patches =
                new TreeMap<>(Comparator.comparingInt(IndexLine::y).thenComparingInt(IndexLine::x));
        for (Path file : files(CASES.resolve("9022"))) {
            patches.put(line(file), probability(file));
        }
        SlideGeometry geometry = Patches.archive(50);
        PatchArea covered = patches.keySet().stream()
                .map(line -> PatchArea.of(line, geometry))
                .reduce(PatchArea::and)
                .orElseThrow();
        HeatMap map = new HeatMap(Alignment.over(geometry, covered));

        patches.forEach((line, probability) -> map.paint(PatchArea.of(line, geometry), probability));

        Files.write(PICTURE, HeatMapPicture.png(map, "labels of IDC case 9022, patches of 50x50 px at 4 um/px", 0.5));
        patches.forEach((line, probability) -> {
            int column = map.alignment().column(line.x() + line.width() / 2.0);
            int row = map.alignment().row(line.y() + line.height() / 2.0);
            assertThat(map.levelAt(column, row)).as("%s", line).isEqualTo(HeatMap.level(probability));
        });
        assertThat(patches).hasSizeGreaterThan(100);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> file.toString().endsWith(".png")).toList();
        }
    }

    private static IndexLine line(Path file) throws IOException {
        Matcher place = matched(file);
        RgbImage image = new PatchImageCodec().decode(Files.readAllBytes(file));
        return Patches.at(
                Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)), image.width(), image.height());
    }

    /** Its label, with a spread that stands for a model's doubts. */
    private static double probability(Path file) {
        Matcher place = matched(file);
        double doubt = Math.floorMod(file.getFileName().toString().hashCode(), 100) / 250.0;
        return place.group(3).equals("1") ? 1 - doubt : doubt;
    }

    private static Matcher matched(Path file) {
        Matcher place = PLACE.matcher(file.getFileName().toString());
        assertThat(place.find()).as("%s", file).isTrue();
        return place;
    }
}
