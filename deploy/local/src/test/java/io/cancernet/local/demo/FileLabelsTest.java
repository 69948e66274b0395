package io.cancernet.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.local.client.Score;
import io.cancernet.local.demo.FileLabels.Labelled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLabelsTest {

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void rocAuc_matchesPairsCountedByHand() {
        // Pairs (negative, positive): .1<.4, .1<.6, .5>.4, .5<.6: three of four in order.
        assertThat(FileLabels.rocAuc(List.of(
                        new Labelled(0.1, 0), new Labelled(0.5, 0), new Labelled(0.4, 1), new Labelled(0.6, 1))))
                .hasValue(0.75);
    }

    @Test
    void rocAuc_ofTies_isOneHalf() {
        assertThat(FileLabels.rocAuc(List.of(new Labelled(0.3, 0), new Labelled(0.3, 1), new Labelled(0.3, 1))))
                .hasValue(0.5);
    }

    @Test
    void rocAuc_ofOneClass_isUndefined() {
        assertThat(FileLabels.rocAuc(List.of(new Labelled(0.3, 1), new Labelled(0.4, 1))))
                .isEmpty();
        assertThat(FileLabels.rocAuc(List.of())).isEmpty();
    }

    @Test
    void label_findsScoresByCaseAndPlace() throws IOException {
        Files.createFile(folder.resolve("10253_idx5_x51_y101_class1.png"));
        Files.createFile(folder.resolve("notes.txt"));

        FileLabels labels = FileLabels.in(folder);

        assertThat(labels.label("10253", List.of(score(51, 101), score(1, 1)))).containsExactly(new Labelled(0.7, 1));
        assertThat(labels.label("10254", List.of(score(51, 101)))).isEmpty();
    }

    private static Score score(int x, int y) {
        return new Score("s", "p", x, y, 0.7, true);
    }
}
