package io.cancernet.training.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.common.id.RunId;
import io.cancernet.common.objectstore.InMemoryObjectStore;
import io.cancernet.common.patch.Split;
import io.cancernet.training.comparison.RunComparison.Difference;
import io.cancernet.training.comparison.RunComparison.MetricDifference;
import io.cancernet.training.evaluation.Interval;
import io.cancernet.training.recipe.Recipes;
import io.cancernet.training.report.RunArtefacts;
import io.cancernet.training.report.RunReports;
import io.cancernet.training.testing.TinyDataset;
import io.cancernet.training.testing.TinyRun;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ComparedTestTest {

    private static final TinyDataset DATASET = cases("a", 12);

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final RunReports reports = new RunReports(store, new RunArtefacts(store), Clock.systemUTC());

    @Test
    void betterRunOnTheSamePatches_hasAnIntervalAboveZero() {
        ComparedTest weak = compared("20260101-000000-aaaaaa", DATASET, 0.5);
        ComparedTest strong = compared("20260101-000000-bbbbbb", DATASET, 3);

        Difference difference = strong.minus(weak);

        assertThat(difference.paired()).isTrue();
        assertThat(difference.note()).isNull();
        MetricDifference area = Objects.requireNonNull(difference.metrics().get("rocAuc"));
        Interval interval = Objects.requireNonNull(area.interval());
        assertThat(interval.low()).isPositive();
        assertThat(interval.contains(area.value())).isTrue();
        assertThat(area.value()).isEqualTo(rocAuc(strong) - rocAuc(weak));
    }

    @Test
    void otherTestPatches_areSaidToDifferAndGetNoIntervals() {
        ComparedTest first = compared("20260101-000000-aaaaaa", DATASET, 1);
        ComparedTest second = compared("20260101-000000-bbbbbb", cases("b", 11), 1);

        Difference difference = second.minus(first);

        assertThat(difference.paired()).isFalse();
        assertThat(difference.note()).contains("test patches differ", "11 and 12 cases");
        assertThat(difference.metrics()).isNotEmpty();
        assertThat(difference.metrics().values()).allMatch(each -> each.interval() == null);
    }

    private static double rocAuc(ComparedTest test) {
        return Objects.requireNonNull(test.run().metrics().get("rocAuc"));
    }

    private ComparedTest compared(String id, TinyDataset dataset, double skill) {
        RunId run = new RunId(id);
        TinyRun made =
                TinyRun.of(run, dataset, false, Recipes.preset("cancernet").with(Map.of("epochs", 1)), skill);
        reports.report(made.run(), made.result(), made.learned(), made.manifest());
        return new ComparedTest(reports.find(run), reports.predictions(run));
    }

    private static TinyDataset cases(String prefix, int count) {
        TinyDataset dataset = new TinyDataset("compared-" + prefix).add("v", Split.VALIDATION, 30, 30);
        for (int i = 0; i < count; i++) {
            dataset.add(prefix + i, Split.TEST, 20, 15);
        }
        return dataset;
    }
}
