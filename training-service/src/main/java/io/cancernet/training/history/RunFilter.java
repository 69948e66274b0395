package io.cancernet.training.history;

import io.cancernet.common.event.RunState;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.training.annotation.Tag;
import java.util.List;
import java.util.Set;

/**
 * Which runs are shown; what is empty does not narrow them.
 *
 * @param states any of them
 * @param recipes any of them
 * @param datasets any of them
 * @param metrics all of them, at most {@value #MOST_CONDITIONS}
 * @param tags all of them
 */
public record RunFilter(
        Set<RunState> states,
        Set<String> recipes,
        Set<DatasetVersion> datasets,
        TimeRange created,
        TimeRange finished,
        List<MetricCondition> metrics,
        Set<String> tags) {

    public static final int MOST_CONDITIONS = 8;

    public static final RunFilter ALL =
            new RunFilter(Set.of(), Set.of(), Set.of(), TimeRange.ALWAYS, TimeRange.ALWAYS, List.of(), Set.of());

    public RunFilter {
        states = Set.copyOf(states);
        recipes = Set.copyOf(recipes);
        datasets = Set.copyOf(datasets);
        metrics = List.copyOf(metrics);
        tags = Set.copyOf(tags);
        if (metrics.size() > MOST_CONDITIONS) {
            throw new IllegalArgumentException(
                    "at most %d metric conditions: %d".formatted(MOST_CONDITIONS, metrics.size()));
        }
        tags.forEach(Tag::new);
    }
}
