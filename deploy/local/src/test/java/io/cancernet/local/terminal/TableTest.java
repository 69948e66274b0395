package io.cancernet.local.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columns_areAsWideAsTheirWidestCell() {
        Table table = new Table().left("split").right("cases");
        table.row("train", 12).row("validation", 3).row(null, 0);

        assertThat(table.lines())
                .containsExactly(
                        "split       cases", //
                        "train          12",
                        "validation      3",
                        "-               0");
    }

    @Test
    void row_withTooFewCells_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Table().left("a").left("b").row("only one"));
    }
}
