package io.cancernet.training.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlatColumnTest {

    @Test
    void names_areSnakeCaseAndUnique() {
        RunColumns columns =
                RunColumns.parse("runId,model,test.atThreshold.balancedAccuracy,test.at.thresholdBalancedAccuracy");

        assertThat(FlatColumn.table(columns))
                .extracting(FlatColumn::name)
                .containsExactly(
                        "run_id",
                        "model_name",
                        "model_version",
                        "test_at_threshold_balanced_accuracy",
                        "test_at_threshold_balanced_accuracy_2");
    }

    @Test
    void moreMetricsThanAPageShows_areRefused() {
        String many = IntStream.rangeClosed(0, RunColumns.MOST_METRICS)
                .mapToObj(i -> "m" + i)
                .collect(Collectors.joining(","));

        assertThat(RunColumns.parse(many).metrics()).hasSize(RunColumns.MOST_METRICS + 1);
        assertThatThrownBy(() -> RunColumns.parse(many).requireFewMetrics())
                .hasMessageContaining("at most 20")
                .hasMessageContaining("export");
    }

    @Test
    void noColumns_meansTheUsualOnes() {
        assertThat(RunColumns.parse(" ").properties())
                .isEqualTo(RunColumn.USUAL)
                .doesNotContain(RunColumn.NOTE);
        assertThat(RunColumns.parse("state, runId,state").properties())
                .isEqualTo(List.of(RunColumn.STATE, RunColumn.RUN_ID));
    }
}
