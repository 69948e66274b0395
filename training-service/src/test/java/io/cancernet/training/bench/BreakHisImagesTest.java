package io.cancernet.training.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.cancernet.common.image.Resize;
import io.cancernet.common.patch.Labels;
import io.cancernet.training.bench.BreakHisImages.Fold;
import io.cancernet.training.data.PatchSet;
import io.cancernet.training.recipe.InputSettings;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BreakHisImagesTest {

    private static final InputSettings INPUT = InputSettings.scaled(8, Resize.BILINEAR, 1);

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        for (String name : List.of(
                "SOB_B_A-14-22549AB-100-001",
                "SOB_B_A-14-22549CD-100-001",
                "SOB_B_F-14-14134E-100-003",
                "SOB_B_F-14-23060CD-100-003",
                "SOB_M_DC-14-11031-100-001",
                "SOB_M_DC-14-11031-100-002",
                "SOB_M_LC-14-16196-100-001",
                "SOB_M_PC-14-9146-100-004",
                "elsewhere")) {
            ImageIO.write(
                    new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB),
                    "png",
                    folder.resolve(name + ".png").toFile());
        }
    }

    @Test
    void folds_testEverySlideOnceAndNeverTrainOnIt() throws IOException {
        BreakHisImages images = BreakHisImages.read(folder, INPUT);

        assertThat(images.describe()).isEqualTo("8 images of 3 benign and 3 malignant slides");
        assertThat(images.slides(Labels.NEGATIVE)).containsExactly("14134", "22549", "23060");
        Set<Integer> tested = new TreeSet<>();
        for (Fold fold : images.folds(3, 5)) {
            for (int i = 0; i < fold.test().size(); i++) {
                assertThat(tested.add(fold.test().row(i))).isTrue();
            }
            for (String slide : List.of("22549", "14134", "23060", "11031", "16196", "9146")) {
                Set<Integer> ofSlide = rows(images.rowsOf(slide));
                // A slide lies whole in one of the three.
                assertThat(Stream.of(fold.train(), fold.validation(), fold.test())
                                .filter(set -> rows(set).containsAll(ofSlide)))
                        .hasSize(1);
            }
            assertThat(fold.validation().count(Labels.NEGATIVE)).isPositive();
            assertThat(fold.test().count(Labels.NEGATIVE)).isPositive();
        }
        assertThat(tested).hasSize(8);
    }

    @Test
    void foldsWithoutRoomForValidation_areRefused() throws IOException {
        BreakHisImages images = BreakHisImages.read(folder, INPUT);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> images.folds(2, 5))
                .withMessageContaining("3 folds");
    }

    private static Set<Integer> rows(PatchSet set) {
        return rows(IntStream.range(0, set.size()).map(set::row).toArray());
    }

    private static Set<Integer> rows(int... rows) {
        return IntStream.of(rows).boxed().collect(Collectors.toSet());
    }

    @Test
    void intervals_areOfTheDifferenceOnTheSameDraws() throws IOException {
        BreakHisImages images = BreakHisImages.read(folder, INPUT);
        FoldScores right = new FoldScores(images);
        FoldScores wrong = new FoldScores(images);
        for (int row : images.rows()) {
            right.put(row, 0, images.diseased(row) ? 1 : 0);
            wrong.put(row, 0, images.diseased(row) ? 0 : 1);
        }

        SlideBootstrap bootstrap = new SlideBootstrap(images, List.of(right, right), List.of(right, wrong));

        assertThat(bootstrap.first().value()).isEqualTo(1);
        assertThat(bootstrap.second().value()).isCloseTo(0.5, within(1e-12));
        assertThat(bootstrap.difference().low()).isCloseTo(0.5, within(1e-12));
        assertThat(bootstrap.difference()).hasToString("0.500 (95 % interval 0.500 to 0.500)");
    }

    @Test
    void scoresOfDifferentNetworks_areNotCompared() throws IOException {
        BreakHisImages images = BreakHisImages.read(folder, INPUT);
        FoldScores scores = new FoldScores(images);
        for (Fold fold : images.folds(3, 5)) {
            int number = fold.test().row(0);
            for (int i = 0; i < fold.test().size(); i++) {
                int row = fold.test().row(i);
                // Right within a fold, while the folds lie far apart.
                scores.put(row, number, 100 * number + (images.diseased(row) ? 1 : 0));
            }
        }

        assertThat(scores.rocAuc(images.rows())).isEqualTo(1);
        assertThat(scores.rocAuc(new int[] {0})).isNaN();
    }

    @Test
    void foldersWithoutBreakHis_areRefused(@TempDir Path empty) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BreakHisImages.read(empty, INPUT))
                .withMessageContaining("BreakHis");
    }
}
