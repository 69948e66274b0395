package io.cancernet.dataset.tiling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.stain.StainMethod;
import io.cancernet.dataset.testing.Canvas;
import io.cancernet.dataset.testing.MemorySlide;
import io.cancernet.dataset.wholeslide.SlideLevel;
import io.cancernet.dataset.wholeslide.SlideReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchCutterTest {

    private static final MicronsPerPixel MPP0 = new MicronsPerPixel(0.5);
    private static final int GLASS = 0xf2f0f1;
    private static final int EOSIN = 0xe0a0c8;
    private static final PatchImageCodec CODEC = new PatchImageCodec();

    private static List<Cell> cut(SlideReader slide, Tiling tiling, int threads) throws IOException {
        List<Cell> cells = new ArrayList<>();
        CutSummary summary = new PatchCutter(CODEC, threads).cut(slide, MPP0, tiling, cells::add);
        assertThat(cells).hasSize((int) summary.grid().cells());
        for (CellKind kind : CellKind.values()) {
            assertThat(cells.stream().filter(each -> each.kind() == kind))
                    .hasSize((int) (long) Objects.requireNonNull(summary.cells().get(kind)));
        }
        return cells;
    }

    private static Tiling everything(int patchSize, double mpp) {
        return new Tiling(patchSize, new MicronsPerPixel(mpp), 0, 1, 0, StainMethod.NONE);
    }

    private static RgbImage patch(Cell cell) {
        return CODEC.decode(Objects.requireNonNull(cell.png()).bytes());
    }

    /**
     * Squares of known colours on level 0, one a patch at its own place within the patch, are found again where they
     * were painted, pixel by pixel, whichever level is read.
     */
    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "4, 1", "8, 1", "16, 2"})
    void paintedSquares_areFoundAgainPixelByPixel(int factor, int level) throws IOException {
        int patchSize = 12;
        int side = patchSize * factor;
        int columns = 1536 / side;
        Canvas canvas = new Canvas(1536, 1536);
        for (int i = 0; i < columns * columns; i++) {
            canvas.rectangle(
                    i % columns * side + squareX(i) * factor,
                    i / columns * side + squareY(i) * factor,
                    3 * factor,
                    2 * factor,
                    colour(i));
        }
        MemorySlide slide = MemorySlide.of(canvas.image(), 4, 16);
        List<Cell> cells = cut(slide, everything(patchSize, 0.5 * factor), 2);
        assertThat(cells).hasSize(columns * columns);
        for (Cell cell : cells) {
            int i = cell.row() * columns + cell.column();
            assertThat(cell.x()).isEqualTo(cell.column() * side);
            assertThat(cell.y()).isEqualTo(cell.row() * side);
            assertThat(patch(cell))
                    .as("patch %d, %d", cell.column(), cell.row())
                    .isEqualTo(new Canvas(patchSize, patchSize)
                            .rectangle(squareX(i), squareY(i), 3, 2, colour(i))
                            .image());
        }
        assertThat(slide.reads().get(slide.reads().size() - 1).level()).isEqualTo(level);
    }

    private static int squareX(int i) {
        return i * 5 % 10;
    }

    private static int squareY(int i) {
        return i * 7 % 11;
    }

    private static int colour(int i) {
        return i * 2654435 & 0xffffff;
    }

    /** At 8.016 a square covers parts of pixels: how dark each pixel is says to a 255th how much of it is covered. */
    @ParameterizedTest
    @CsvSource({"2.5", "8.016", "1.1"})
    void paintedSquare_isFoundAtItsExactPlaceWhenTheFactorIsNotWhole(double factor) throws IOException {
        int left = 701;
        int top = 523;
        RgbImage image = new Canvas(1600, 1200).rectangle(left, top, 97, 61, 0).image();
        List<Cell> cells = cut(MemorySlide.of(image), everything(20, 0.5 * factor), 2);
        int dark = 0;
        double worst = 0;
        for (Cell cell : cells) {
            RgbImage patch = patch(cell);
            for (int i = 0; i < 400; i++) {
                int row = i / 20;
                double x = cell.x() + i % 20 * factor;
                double y = cell.y() + row * factor;
                double wide = Math.max(0, Math.min(x + factor, left + 97) - Math.max(x, left));
                double high = Math.max(0, Math.min(y + factor, top + 61) - Math.max(y, top));
                double white = 255 * (1 - wide * high / (factor * factor));
                assertThat((double) (patch.pixels()[i * RgbImage.CHANNELS] & 0xff))
                        .isEqualTo(white, within(0.50001));
                dark += white < 255 ? 1 : 0;
            }
        }
        assertThat(worst).isLessThan(0.50001);
        assertThat((double) dark).isGreaterThan(97 * 61 / factor / factor);
    }

    @Test
    void cells_areToldApartAndOnlyTissueHasAPatch() throws IOException {
        // patches of 50 pixels at 1 µm cover 100 of level 0
        Canvas canvas = new Canvas(800, 600)
                .tissue(0, 0, 800, 600, GLASS, 6)
                .tissue(0, 0, 300, 600, EOSIN, 40)
                .rectangle(300, 0, 200, 600, EOSIN)
                .tissue(0, 200, 800, 100, 0x1e8c3c, 5);
        List<Cell> cells = cut(
                MemorySlide.of(canvas.image()),
                new Tiling(50, new MicronsPerPixel(1), 0.25, 0.1, 15, StainMethod.NONE),
                2);
        assertThat(cells).hasSize(48);
        for (Cell cell : cells) {
            CellKind expected = cell.row() == 2
                    ? CellKind.PEN
                    : cell.column() < 3 ? CellKind.TISSUE : cell.column() < 5 ? CellKind.BLURRED : CellKind.BACKGROUND;
            if (cell.row() != 1 && cell.row() != 3) { // the ink's border
                assertThat(cell.kind()).as(cell.toString()).isEqualTo(expected);
            }
            assertThat(cell.sharpness() != null)
                    .isEqualTo(cell.kind() == CellKind.TISSUE || cell.kind() == CellKind.BLURRED);
            if (cell.png() != null) {
                assertThat(cell.png().sha256()).isEqualTo(Sha256.of(cell.png().bytes()));
                assertThat(cell.tissueShare()).isGreaterThanOrEqualTo(0.25);
            }
        }
    }

    @Test
    void background_isNeverReadAtFullResolution() throws IOException {
        RgbImage image = new Canvas(4000, 4000)
                .tissue(0, 0, 300, 300, EOSIN, 40)
                .tissue(3700, 3700, 300, 300, EOSIN, 40)
                .image();
        MemorySlide slide = MemorySlide.of(image, 2);
        cut(slide, Tiling.of(50, MPP0), 2);
        assertThat(slide.reads().stream()
                        .filter(each -> each.level() == 0)
                        .mapToLong(each -> (long) each.width() * each.height())
                        .sum())
                .isEqualTo(2 * 300 * 300);
    }

    @Test
    void tissue_isReadInLargeRegionsOfBoundedSize() throws IOException {
        MemorySlide slide = MemorySlide.of(
                new Canvas(6000, 5000).tissue(0, 0, 6000, 5000, EOSIN, 40).image(), 4);
        List<Cell> cells = cut(slide, Tiling.of(100, MPP0), 3);
        assertThat(cells).hasSize(3000).allSatisfy(each -> assertThat(each.kind())
                .isEqualTo(CellKind.TISSUE));
        assertThat(slide.reads().stream().filter(each -> each.level() == 0))
                .hasSize(9)
                .allSatisfy(each ->
                        assertThat((long) each.width() * each.height()).isLessThanOrEqualTo(PatchSampler.MAX_PIXELS));
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "5"})
    void bytesAndOrder_doNotDependOnThreads(int threads) throws IOException {
        MemorySlide slide = MemorySlide.of(
                new Canvas(5000, 3000).tissue(400, 300, 4000, 2000, EOSIN, 40).image(), 4);
        Tiling tiling = Tiling.of(50, new MicronsPerPixel(1.3));
        List<Sha256> one = hashes(cut(slide, tiling, 1));
        assertThat(hashes(cut(slide, tiling, threads))).isEqualTo(one).hasSizeGreaterThan(100);
    }

    private static List<Sha256> hashes(List<Cell> cells) {
        return cells.stream()
                .map(Cell::png)
                .filter(Objects::nonNull)
                .map(Cell.Png::sha256)
                .toList();
    }

    @Test
    void slideSmallerThanAPatch_hasNoCells() throws IOException {
        assertThat(cut(MemorySlide.of(new Canvas(99, 500).image()), everything(50, 1), 2))
                .isEmpty();
    }

    @Test
    void coarserSlide_isRefusedBeforeAnythingIsRead() {
        MemorySlide slide = MemorySlide.of(new Canvas(100, 100).image());
        assertThatThrownBy(() -> cut(slide, Tiling.of(50, new MicronsPerPixel(0.25)), 2))
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SLIDE_TOO_COARSE));
        assertThat(slide.reads()).isEmpty();
    }

    @Test
    void damagedTile_stopsTheCuttingWithTheReadersRefusal() {
        DomainException damaged = new DomainException(ErrorCode.SLIDE_UNREADABLE, "tile 7 is damaged");
        assertThatThrownBy(() -> cut(failing(damaged), everything(50, 0.5), 2)).isSameAs(damaged);
    }

    @Test
    void sourceThatGoesAway_stopsTheCuttingWithItsFailure() {
        IOException gone = new IOException("gone");
        assertThatThrownBy(() -> cut(failing(gone), everything(50, 0.5), 2)).isSameAs(gone);
    }

    @Test
    void interrupt_stopsTheCuttingAndLeavesNoThreadReading() {
        AtomicInteger reading = new AtomicInteger();
        MemorySlide slide = MemorySlide.of(Canvas.noise(3000, 2500, 1), 4);
        SlideReader watched = new Watched(slide) {
            @Override
            RgbImage readWatched(int level, int x, int y, int width, int height) throws IOException {
                reading.incrementAndGet();
                try {
                    return super.readWatched(level, x, y, width, height);
                } finally {
                    reading.decrementAndGet();
                }
            }
        };
        AtomicInteger taken = new AtomicInteger();
        assertThatThrownBy(() -> new PatchCutter(CODEC, 2).cut(watched, MPP0, everything(50, 0.5), cell -> {
                    if (taken.incrementAndGet() == 100) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(taken).hasValue(100);
        assertThat(reading).hasValue(0);
    }

    @Test
    void consumersFailure_stopsTheCutting() {
        IOException full = new IOException("no space left");
        assertThatThrownBy(() -> new PatchCutter(CODEC, 2)
                        .cut(MemorySlide.of(Canvas.noise(500, 500, 1)), MPP0, everything(50, 0.5), cell -> {
                            throw full;
                        }))
                .isSameAs(full);
    }

    @Test
    void summary_saysWhatWasDone() throws IOException {
        RgbImage image = new Canvas(800, 400).tissue(0, 0, 400, 400, EOSIN, 40).image();
        CutSummary summary =
                new PatchCutter(CODEC, 1).cut(MemorySlide.of(image, 2), MPP0, Tiling.of(50, MPP0), cell -> {});
        assertThat(summary.grid()).isEqualTo(new PatchGrid(50, 50, 16, 8));
        assertThat(summary.level()).isZero();
        assertThat(summary.tissueShare()).isEqualTo(0.5, within(0.01));
        assertThat(summary.cells())
                .isEqualTo(
                        Map.of(CellKind.TISSUE, 64L, CellKind.BACKGROUND, 64L, CellKind.PEN, 0L, CellKind.BLURRED, 0L));
    }

    private static SlideReader failing(Exception failure) {
        return new Watched(MemorySlide.of(Canvas.noise(3000, 2500, 1), 4)) {
            @Override
            RgbImage readWatched(int level, int x, int y, int width, int height) throws IOException {
                if (level == 0 && x > 2000) {
                    if (failure instanceof IOException gone) {
                        throw gone;
                    }
                    throw (RuntimeException) failure;
                }
                return super.readWatched(level, x, y, width, height);
            }
        };
    }

    /** A slide whose reads can be watched or made to fail. */
    private abstract static class Watched implements SlideReader {

        private final MemorySlide slide;

        Watched(MemorySlide slide) {
            this.slide = slide;
        }

        RgbImage readWatched(int level, int x, int y, int width, int height) throws IOException {
            return slide.read(level, x, y, width, height);
        }

        @Override
        public String format() {
            return slide.format();
        }

        @Override
        public List<SlideLevel> levels() {
            return slide.levels();
        }

        @Override
        public Optional<MicronsPerPixel> mpp() {
            return slide.mpp();
        }

        @Override
        public RgbImage read(int level, int x, int y, int width, int height) throws IOException {
            return readWatched(level, x, y, width, height);
        }

        @Override
        public void close() {}
    }
}
