package io.cancernet.training.comparison;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.training.evaluation.CaseBootstrap;
import io.cancernet.training.evaluation.Interval;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finished runs side by side, on test.
 *
 * @param notice research use only
 * @param settings what was set otherwise
 * @param differences of every further run from the first
 * @param bootstrap how the intervals were drawn
 */
public record RunComparison(
        String notice,
        List<ComparedRun> runs,
        List<Setting> settings,
        List<Difference> differences,
        CaseBootstrap bootstrap) {

    public RunComparison {
        runs = List.copyOf(runs);
        settings = List.copyOf(settings);
        differences = List.copyOf(differences);
    }

    /**
     * A run with its metrics on test.
     *
     * @param metrics what is defined, by dotted name
     */
    public record ComparedRun(
            RunId runId,
            DatasetVersion dataset,
            String recipe,
            long seed,
            boolean leaky,
            int testCases,
            long testPatches,
            Map<String, Double> metrics,
            Map<String, Interval> intervals) {

        public ComparedRun {
            metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
            intervals = Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
        }
    }

    /**
     * A field that is not the same in all runs.
     *
     * @param values one for each run, in their order; "absent" where a run has no such field
     */
    public record Setting(String name, List<String> values) {

        public Setting {
            values = List.copyOf(values);
        }
    }

    /**
     * How a run differs from another, as the one minus the other.
     *
     * @param paired whether both were tested on the same patches; only then are there intervals
     * @param note what a reader must know, such as that the test patches differ
     * @param metrics by dotted name
     */
    public record Difference(
            RunId run,
            RunId minus,
            boolean paired,
            @Nullable String note,
            Map<String, MetricDifference> metrics) {

        public Difference {
            metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        }
    }

    /**
     * The difference of a metric.
     *
     * @param interval by bootstrap over the cases that both runs share; absent where it is undefined
     */
    public record MetricDifference(double value, @Nullable Interval interval) {}
}
