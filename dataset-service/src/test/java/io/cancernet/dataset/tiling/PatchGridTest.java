package io.cancernet.dataset.tiling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.wholeslide.SlideLevel;
import org.junit.jupiter.api.Test;

class PatchGridTest {

    private static PatchGrid grid(int width, int height, double mpp0, int patchSize, double mpp) {
        return PatchGrid.of(
                new SlideLevel(width, height, 1),
                new MicronsPerPixel(mpp0),
                Tiling.of(patchSize, new MicronsPerPixel(mpp)));
    }

    @Test
    void wholeFactor_putsPatchesEdgeToEdge() {
        PatchGrid grid = grid(4000, 1650, 0.25, 50, 4);
        assertThat(grid).isEqualTo(new PatchGrid(50, 800, 5, 2));
        assertThat(grid.x(4)).isEqualTo(3200);
        assertThat(grid.cells()).isEqualTo(10);
        assertThat(grid.downsample()).isEqualTo(16);
    }

    @Test
    void fractionalSide_roundsEachEdgeAndDoesNotDrift() {
        PatchGrid grid = grid(100_000, 100_000, 0.499, 50, 4);
        assertThat(grid.side()).isEqualTo(50 * 4 / 0.499);
        for (int column = 0; column < grid.columns(); column++) {
            assertThat(Math.abs(grid.x(column) - column * 50 * 4 / 0.499)).isLessThanOrEqualTo(0.5);
        }
    }

    @Test
    void onlyWholePatches_areInTheGrid() {
        assertThat(grid(800, 799, 0.25, 50, 4).cells()).isZero();
        assertThat(grid(800, 800, 0.25, 50, 4).cells()).isOne();
        assertThat(grid(1599, 1600, 0.25, 50, 4)).isEqualTo(new PatchGrid(50, 800, 1, 2));
        // 1.5 rounds up to 2, from where a patch of 1.5 pixels needs 3.5 of them
        assertThat(new PatchGrid(10, 12.5, 0, 0).x(1)).isEqualTo(13);
        assertThat(grid(25, 26, 1, 10, 1.25)).isEqualTo(new PatchGrid(10, 12.5, 1, 2));
    }

    @Test
    void inexactDivision_losesNoPatch() {
        // 50 * 0.6 / 0.2 is 149.99999999999997 in floating point
        assertThat(grid(300, 300, 0.2, 50, 0.6)).isEqualTo(new PatchGrid(50, 150, 2, 2));
    }

    @Test
    void finerThanTheScan_isRefusedWithWhatToAskFor() {
        assertThat(grid(300, 300, 0.5, 50, 0.376).side()).isEqualTo(37.6);
        assertThatThrownBy(() -> grid(300, 300, 0.5, 50, 0.25))
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SLIDE_TOO_COARSE))
                .hasMessageContaining("0.5000")
                .hasMessageContaining("0.2500");
    }
}
