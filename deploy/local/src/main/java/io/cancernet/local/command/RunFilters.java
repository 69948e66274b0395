package io.cancernet.local.command;

import io.cancernet.local.client.Api;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that choose runs, as the server's parameters of these names do. */
final class RunFilters {

    @Option(
            names = "--state",
            description = "queued, running, finished, failed or cancelled; repeat it for any of several.")
    private @Nullable List<String> state;

    @Option(names = "--recipe", description = "Only by this recipe; repeat it for any of several.")
    private @Nullable List<String> recipe;

    @Option(
            names = "--dataset",
            paramLabel = "NAME/VERSION",
            description = "Only on this dataset; repeat it for any of several.")
    private @Nullable List<String> dataset;

    @Option(names = "--tag", description = "Only with this tag; repeat it for all of several.")
    private @Nullable List<String> tag;

    @Option(
            names = "--metric",
            paramLabel = "'NAME>=NUMBER'",
            description = "Only where a metric is so large: >= <= > < or =, in quotes; repeat it for all of several.")
    private @Nullable List<String> metric;

    @Option(
            names = "--created-from",
            paramLabel = "TIME",
            description = "Created then or later, as 2026-11-01T00:00:00Z.")
    private @Nullable String createdFrom;

    @Option(names = "--created-to", paramLabel = "TIME", description = "Created before.")
    private @Nullable String createdTo;

    @Option(names = "--finished-from", paramLabel = "TIME", description = "Ended then or later.")
    private @Nullable String finishedFrom;

    @Option(names = "--finished-to", paramLabel = "TIME", description = "Ended before.")
    private @Nullable String finishedTo;

    /** The query string of these and of further parameters, which are encoded already. */
    String query(String... further) {
        List<String> all = new ArrayList<>();
        add(all, "state", state);
        add(all, "recipe", recipe);
        add(all, "dataset", dataset);
        add(all, "tag", tag);
        add(all, "metric", metric);
        add(all, "createdFrom", createdFrom);
        add(all, "createdTo", createdTo);
        add(all, "finishedFrom", finishedFrom);
        add(all, "finishedTo", finishedTo);
        all.addAll(List.of(further));
        return "?" + String.join("&", all);
    }

    private static void add(List<String> all, String name, @Nullable String value) {
        if (value != null) {
            add(all, name, List.of(value));
        }
    }

    private static void add(List<String> all, String name, @Nullable List<String> values) {
        if (values != null) {
            values.forEach(each -> all.add(name + "=" + Api.encode(each)));
        }
    }
}
