package io.cancernet.inference.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cancernet.common.patch.IndexLine;
import io.cancernet.inference.slide.SlideGeometry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every pixel of a heat map shows the patch that covers its centre on the slide, and no other. */
class HeatMapTest {

    @Test
    void wholeSlide_whosePatchSideIsNotWhole_staysAlignedToItsFarEnd() {
        // 50 px of 4 µm cover 792.079... pixels of 0.2525 µm; edges are rounded, so drift would show at the far end.
        SlideGeometry geometry = Patches.wholeSlide(50, 100_000, 60_000, 0.2525);
        double side = 50 * 4 / 0.2525;
        List<IndexLine> lines = new ArrayList<>();
        for (int column : new int[] {0, 1, 2, 63, 124, 125}) {
            for (int row : new int[] {0, 37, 74}) {
                lines.add(Patches.at((int) Math.round(column * side), (int) Math.round(row * side), 50, 50));
            }
        }

        assertEachPixelShowsWhatCoversIt(geometry, lines);
    }

    @Test
    void patchArchive_isAlignedToItsOwnGrid_withGapsAndSmallerPatchesAtTheBorder() {
        List<IndexLine> lines = List.of(
                Patches.at(851, 1601, 50, 50),
                Patches.at(901, 1601, 50, 50),
                // A gap of one patch, then one that the slide's border cuts off.
                Patches.at(1001, 1601, 23, 50),
                Patches.at(851, 1651, 50, 9));

        Alignment alignment = assertEachPixelShowsWhatCoversIt(Patches.archive(50), lines);

        assertThat(alignment.originX()).isEqualTo(851);
        assertThat(alignment.originY()).isEqualTo(1601);
        assertThat(alignment.unit()).isEqualTo("pixels of the patch archive");
    }

    @Test
    void patchOnABorder_endsWhereTheSlideEnds() {
        SlideGeometry geometry = Patches.wholeSlide(50, 1000, 900, 1);
        IndexLine line = Patches.at(900, 800, 50, 50);

        PatchArea area = PatchArea.of(line, geometry);

        assertThat(area).isEqualTo(new PatchArea(900, 800, 1000, 900));
        assertThat(area.mm2(geometry.placedMpp())).isCloseTo(0.01, within(1e-12));
        assertEachPixelShowsWhatCoversIt(geometry, List.of(line));
    }

    @Test
    void overlappingPatches_showTheHighestProbability_inWhateverOrder() {
        Alignment alignment = Alignment.over(Patches.archive(50), new PatchArea(0, 0, 75, 50));
        for (boolean highFirst : new boolean[] {true, false}) {
            HeatMap map = new HeatMap(alignment);
            PatchArea left = new PatchArea(0, 0, 50, 50);
            PatchArea right = new PatchArea(25, 0, 75, 50);
            map.paint(left, highFirst ? 0.9 : 0.2);
            map.paint(right, highFirst ? 0.2 : 0.9);
            map.paintUnscored(left);

            int between = alignment.column(37);
            assertThat(map.levelAt(between, 3)).isEqualTo(HeatMap.level(0.9));
            assertThat(map.levelAt(0, 3)).isEqualTo(HeatMap.level(highFirst ? 0.9 : 0.2));
            assertThat(map.levelAt(alignment.width() - 1, 3)).isEqualTo(HeatMap.level(highFirst ? 0.2 : 0.9));
        }
    }

    @Test
    void hugeSlideOfSmallPatches_isBounded_andNoPatchVanishes() {
        SlideGeometry geometry = Patches.wholeSlide(16, 200_000, 200_000, 4);
        HeatMap map = new HeatMap(Alignment.over(geometry, null));
        for (int x = 0; x < 200_000; x += 16 * 97) {
            map.paint(PatchArea.of(Patches.at(x, 199_984, 16, 16), geometry), 1);
        }

        Alignment alignment = map.alignment();
        assertThat(alignment.width()).isEqualTo(Alignment.MOST_PIXELS);
        assertThat(alignment.height()).isEqualTo(Alignment.MOST_PIXELS);
        int shown = 0;
        for (int column = 0; column < alignment.width(); column++) {
            shown += map.levelAt(column, alignment.height() - 1) == HeatMap.HIGHEST ? 1 : 0;
        }
        assertThat(shown).isEqualTo((200_000 + 16 * 97 - 1) / (16 * 97));
    }

    @Test
    void usualSlides_showAPatchAsWholePixels_andAreOfAPictureSize() {
        Alignment large = Alignment.over(Patches.wholeSlide(50, 200_000, 200_000, 0.25), null);
        assertThat(large.scale()).isEqualTo(800.0 / 4);
        assertThat(large.width()).isEqualTo(1000);

        Alignment small = Alignment.over(Patches.archive(50), new PatchArea(1, 1, 151, 101));
        assertThat(small.scale()).isEqualTo(50.0 / 16);
        assertThat(small.width()).isEqualTo(48);
        assertThat(small.height()).isEqualTo(32);
    }

    @Test
    void archiveWithoutPatches_hasAMapAllTheSame() {
        Alignment alignment = Alignment.over(Patches.archive(50), null);

        assertThat(new HeatMap(alignment).levelAt(0, 0)).isEqualTo(HeatMap.NONE);
    }

    /** Compares every pixel with what the areas say, independently of how the map is painted. */
    private static Alignment assertEachPixelShowsWhatCoversIt(SlideGeometry geometry, List<IndexLine> lines) {
        List<PatchArea> areas =
                lines.stream().map(line -> PatchArea.of(line, geometry)).toList();
        HeatMap map = new HeatMap(
                Alignment.over(geometry, areas.stream().reduce(PatchArea::and).orElseThrow()));
        for (int i = 0; i < areas.size(); i++) {
            map.paint(areas.get(i), probability(i, areas.size()));
        }
        Alignment alignment = map.alignment();
        int painted = 0;
        for (int row = 0; row < alignment.height(); row++) {
            for (int column = 0; column < alignment.width(); column++) {
                double x = alignment.originX() + (column + 0.5) * alignment.scale();
                double y = alignment.originY() + (row + 0.5) * alignment.scale();
                int expected = HeatMap.NONE;
                for (int i = 0; i < areas.size(); i++) {
                    PatchArea area = areas.get(i);
                    if (x >= area.left() && x < area.right() && y >= area.top() && y < area.bottom()) {
                        expected = Math.max(expected, HeatMap.level(probability(i, areas.size())));
                    }
                }
                assertThat(map.levelAt(column, row))
                        .as("pixel %d,%d", column, row)
                        .isEqualTo(expected);
                painted += expected == HeatMap.NONE ? 0 : 1;
            }
        }
        assertThat(painted).isGreaterThanOrEqualTo(areas.size());
        return alignment;
    }

    private static double probability(int patch, int patches) {
        return (patch + 1.0) / patches;
    }
}
