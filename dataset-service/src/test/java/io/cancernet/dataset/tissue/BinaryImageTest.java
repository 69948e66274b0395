package io.cancernet.dataset.tissue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryImageTest {

    private static BinaryImage image(String... rows) {
        BinaryImage image = new BinaryImage(rows[0].length(), rows.length);
        for (int i = 0; i < rows.length * rows[0].length(); i++) {
            image.set(i, rows[i / rows[0].length()].charAt(i % rows[0].length()) == '#');
        }
        return image;
    }

    private static String text(BinaryImage image) {
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                text.append(image.get(x, y) ? '#' : '.');
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String rows(String... rows) {
        return String.join("\n", rows) + "\n";
    }

    @Test
    void dilation_setsTheSquareAround() {
        BinaryImage image = image("......", "......", "..#...", "......", ".....#");
        image.dilate(1);
        assertThat(text(image)).isEqualTo(rows("......", ".###..", ".###..", ".#####", "....##"));
    }

    @Test
    void erosion_keepsWhatTouchesTheEdge() {
        BinaryImage image = image("####..", "####..", "####..", "......");
        image.erode(1);
        assertThat(text(image)).isEqualTo(rows("###...", "###...", "......", "......"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 40})
    void everyPixel_lookedAtByItself_saysTheSame(int radius) {
        BinaryImage before = new BinaryImage(37, 23);
        BinaryImage dilated = new BinaryImage(37, 23);
        BinaryImage eroded = new BinaryImage(37, 23);
        Random random = new Random(radius);
        for (int i = 0; i < 37 * 23; i++) {
            boolean set = random.nextInt(10) == 0;
            before.set(i, set);
            dilated.set(i, set);
            eroded.set(i, !set);
        }
        dilated.dilate(radius);
        eroded.erode(radius);
        for (int y = 0; y < before.height(); y++) {
            for (int x = 0; x < before.width(); x++) {
                boolean near = isNear(before, x, y, radius);
                assertThat(dilated.get(x, y)).isEqualTo(near);
                assertThat(eroded.get(x, y)).isNotEqualTo(near);
            }
        }
    }

    private static boolean isNear(BinaryImage image, int x, int y, int radius) {
        for (int row = Math.max(0, y - radius); row <= Math.min(image.height() - 1, y + radius); row++) {
            for (int column = Math.max(0, x - radius); column <= Math.min(image.width() - 1, x + radius); column++) {
                if (image.get(column, row)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void opening_removesThinLinesOnly() {
        BinaryImage image = image("......", ".###..", ".#####", ".###..", "......");
        image.open(1);
        assertThat(text(image)).isEqualTo(rows("......", ".###..", ".###..", ".###..", "......"));
    }

    @Test
    void closing_closesNarrowGapsOnly() {
        BinaryImage image = image("##.##...##", "##.##...##", "##.##...##");
        image.close(1);
        assertThat(text(image)).isEqualTo(rows("#####...##", "#####...##", "#####...##"));
    }

    @Test
    void dissolving_takesAreasBelowTheMinimum_diagonalsNotConnected() {
        BinaryImage image = image("##..#", "#..#.", "....#", ".####");
        image.dissolve(true, 4);
        assertThat(text(image)).isEqualTo(rows(".....", ".....", "....#", ".####"));
        BinaryImage holes = image("#####", "#.#.#", "###.#", "###..");
        holes.dissolve(false, 2);
        assertThat(text(holes)).isEqualTo(rows("#####", "###.#", "###.#", "###.."));
    }

    @Test
    void neighboursAreNotLookedForAroundTheEdges() {
        BinaryImage image = image("#....", "....#", "#####");
        image.dissolve(true, 2);
        assertThat(text(image)).isEqualTo(rows(".....", "....#", "#####"));
    }
}
