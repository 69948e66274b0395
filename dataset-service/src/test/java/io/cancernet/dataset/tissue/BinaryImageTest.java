package io.cancernet.dataset.tissue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
