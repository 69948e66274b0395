package io.cancernet.local.monitoring;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares the queries of dashboards and alerts with the metrics that services expose. */
public final class ExposedQueries {

    /** Put onto every series by Prometheus. */
    private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance");

    /** Made by Prometheus itself. */
    private static final Set<String> SERIES_OF_PROMETHEUS = Set.of("up");

    /** What only a fault brings about that the tests do not; the labels themselves are checked. */
    private static final Set<String> VALUES_OF_FAULTS = Set.of("SERVER_ERROR", "failed");

    private ExposedQueries() {}

    /** What the queries use that is not exposed, in words. */
    public static List<String> faults(MonitoringFiles files, ExposedMetrics exposed) throws IOException {
        List<String> faults = new ArrayList<>();
        for (MonitoringFiles.Query query : files.queries()) {
            PromQl parsed = query.parsed();
            Set<String> labels = new HashSet<>(OF_PROMETHEUS);
            for (PromQl.Selector selector : parsed.selectors()) {
                labels.addAll(exposed.labels(selector.metric()).keySet());
                check(query, selector, exposed, faults);
            }
            parsed.groupings().stream()
                    .filter(each -> !labels.contains(each))
                    .forEach(each -> faults.add(query.where() + ": nothing has the label " + each));
        }
        return faults;
    }

    private static void check(
            MonitoringFiles.Query query, PromQl.Selector selector, ExposedMetrics exposed, List<String> faults) {
        if (SERIES_OF_PROMETHEUS.contains(selector.metric())) {
            return;
        }
        if (!exposed.names().contains(selector.metric())) {
            faults.add(query.where() + ": no metric " + selector.metric());
            return;
        }
        Map<String, Set<String>> labels = exposed.labels(selector.metric());
        for (PromQl.LabelMatch each : selector.labels()) {
            if (OF_PROMETHEUS.contains(each.label())) {
                continue;
            }
            Set<String> values = labels.get(each.label());
            if (values == null) {
                faults.add("%s: %s has no label %s".formatted(query.where(), selector.metric(), each.label()));
            } else if (!each.fitsAny(values) && !VALUES_OF_FAULTS.contains(each.value())) {
                faults.add("%s: no %s with %s%s%s"
                        .formatted(query.where(), selector.metric(), each.label(), each.operator(), each.value()));
            }
        }
    }
}
