package io.cancernet.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.local.ExitCode;
import io.cancernet.local.client.Api;
import io.cancernet.local.terminal.Screen;
import io.cancernet.local.terminal.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares finished runs: what was set otherwise, and how their metrics on test differ. */
@Command(
        name = "compare",
        description = {
            "Compares finished runs with the first of them: settings, and metrics on test with 95 %% intervals"
                    + " by paired bootstrap over cases, where the test patches are the same."
        },
        footer = {
            "",
            "Examples:",
            "  cancernet compare RUN RUN",
            "  cancernet compare RUN RUN RUN --to comparison    writes HTML and curves into a directory",
            "  cancernet compare RUN RUN --output json"
        })
final class CompareCommand implements Callable<Integer> {

    private static final String PATH = Api.TRAINING + "/runs/compare";

    /** Metrics of single cases and of .5 are in the files and in JSON. */
    private static final List<String> SHOWN = List.of("rocAuc", "prAuc", "brier", "ece", "atThreshold.");

    private static final List<String> PLOTS =
            List.of("compare-loss", "compare-train-loss", "compare-accuracy", "compare-roc-auc", "compare-roc");

    @Mixin
    private ServerAddress server = new ServerAddress();

    @Parameters(arity = "2..6", paramLabel = "RUN", description = "Ids of two to six finished runs.")
    private List<String> runs = List.of();

    @Option(names = "--to", paramLabel = "DIR", description = "Write comparison.html and the curves as SVG there.")
    private @Nullable Path directory;

    @Override
    public Integer call() throws InterruptedException, IOException {
        Screen screen = Screen.standard();
        String query = runs.stream().map(run -> "run=" + Api.encode(run)).collect(Collectors.joining("&", "?", ""));
        Api api = server.services().api();
        JsonNode comparison = api.get(PATH + query);
        if (directory != null) {
            Files.createDirectories(directory);
        }
        if (server.json()) {
            screen.say(Api.pretty(comparison));
        } else {
            screen.say(settings(comparison));
            comparison.path("differences").forEach(each -> differences(each).forEach(screen::say));
            screen.say(comparison.path("notice").asText());
        }
        if (directory != null) {
            api.download(PATH + ".html" + query, directory.resolve("comparison.html"));
            for (String plot : PLOTS) {
                api.download(PATH + "/" + plot + ".svg" + query, directory.resolve(plot + ".svg"));
            }
        }
        return ExitCode.OK;
    }

    private static String settings(JsonNode comparison) {
        Table table = new Table().left("set otherwise");
        comparison
                .path("runs")
                .forEach(run -> table.left(leaky(run) + run.path("runId").asText()));
        for (JsonNode setting : comparison.path("settings")) {
            List<Object> row = new ArrayList<>(List.of(setting.path("name").asText()));
            setting.path("values").forEach(value -> row.add(value.asText()));
            table.row(row.toArray());
        }
        return table.toString();
    }

    private static String leaky(JsonNode run) {
        return run.path("leaky").asBoolean() ? "LEAKY " : "";
    }

    private static List<String> differences(JsonNode difference) {
        Table table = new Table()
                .left(difference.path("run").asText() + " - "
                        + difference.path("minus").asText())
                .right("difference")
                .right("from")
                .right("to");
        difference.path("metrics").properties().forEach(entry -> {
            if (SHOWN.stream().anyMatch(entry.getKey()::startsWith)) {
                JsonNode metric = entry.getValue();
                table.row(
                        entry.getKey(),
                        signed(metric.path("value")),
                        signed(metric.at("/interval/low")),
                        signed(metric.at("/interval/high")));
            }
        });
        List<String> lines = new ArrayList<>(List.of("", table.toString()));
        if (difference.hasNonNull("note")) {
            lines.add("note: " + difference.path("note").asText());
        }
        return lines;
    }

    private static @Nullable String signed(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%+.3f", value.asDouble()) : null;
    }
}
