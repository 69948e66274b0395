package io.cancernet.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.local.ExitCode;
import io.cancernet.local.client.Api;
import io.cancernet.local.client.Run;
import io.cancernet.local.terminal.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows, exports, annotates and cancels training runs. */
@Command(
        name = "runs",
        description = "Shows, exports, annotates, cancels and deletes training runs.",
        footer = {
            "",
            "Examples:",
            "  cancernet runs list --state finished",
            "  cancernet runs list --sort test.rocAuc --metric 'test.atThreshold.sensitivity>=0.9' --tag paper",
            "  cancernet runs list --sort validation.brier --order asc --columns runId,recipe,validation.brier",
            "  cancernet runs show RUN --output json",
            "  cancernet runs export --dataset idc/1 runs.csv",
            "  cancernet runs tag RUN paper fold:3 --remove draft",
            "  cancernet runs note RUN 'the run of figure 2'",
            "  cancernet runs cancel RUN"
        })
final class RunsCommand implements Runnable {

    private static final String RUNS = Api.TRAINING + "/runs";
    private static final String USUAL_COLUMNS = "runId,state,recipe,dataset,testRocAuc,tags,createdAt";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do with runs: list, show, export, tag, note, cancel or delete");
    }

    @Command(name = "list", description = "Lists runs: filtered, sorted by a time or any metric, with chosen columns.")
    int list(
            @Mixin ServerAddress server,
            @Mixin RunFilters filters,
            @Option(
                            names = "--sort",
                            paramLabel = "NAME",
                            defaultValue = "createdAt",
                            description = "createdAt (default), finishedAt or a metric, as test.rocAuc; runs without it"
                                    + " are left out.")
                    String sort,
            @Option(names = "--order", defaultValue = "desc", description = "desc (default) or asc.") String order,
            @Option(
                            names = "--columns",
                            paramLabel = "NAME,…",
                            defaultValue = USUAL_COLUMNS,
                            description = "Columns of runs and metrics, with commas (default: ${DEFAULT-VALUE}).")
                    String columns,
            @Option(names = "--limit", defaultValue = "100", description = "Most runs (default: ${DEFAULT-VALUE}).")
                    int limit)
            throws InterruptedException {
        String query = filters.query(
                "sort=" + Api.encode(sort), "order=" + Api.encode(order), "columns=" + Api.encode(columns));
        RunTable.of(columns).print(server.services().api().list(RUNS + query, limit), server.json());
        return ExitCode.OK;
    }

    @Command(
            name = "export",
            description =
                    "Writes all runs that fit into a file, the oldest first: all columns and metrics, unless chosen.")
    int export(
            @Mixin ServerAddress server,
            @Mixin RunFilters filters,
            @Option(
                            names = "--columns",
                            paramLabel = "NAME,…",
                            description = "Columns of runs and metrics, with commas.")
                    @Nullable String columns,
            @Parameters(paramLabel = "FILE", description = "Ends in .csv, .ndjson or .jsonl, which says its format.")
                    Path file)
            throws InterruptedException, IOException {
        String format = format(file);
        String query = columns == null
                ? filters.query("format=" + format)
                : filters.query("format=" + format, "columns=" + Api.encode(columns));
        server.services().api().download(RUNS + "/export" + query, file);
        Screen.standard().say("wrote " + file);
        return ExitCode.OK;
    }

    @Command(name = "tag", description = "Adds tags to a run, and removes some.")
    int tag(
            @Mixin ServerAddress server,
            @Parameters(index = "0", paramLabel = "RUN", description = "Id of the run.") String run,
            @Parameters(index = "1..*", arity = "0..*", paramLabel = "TAG", description = "Tags to add.") @Nullable List<String> add,
            @Option(names = "--remove", paramLabel = "TAG", description = "A tag to remove; may be repeated.") @Nullable List<String> remove)
            throws InterruptedException {
        return annotate(
                server,
                run,
                new TreeMap<>(Map.of(
                        "add", Objects.requireNonNullElse(add, List.of()),
                        "remove", Objects.requireNonNullElse(remove, List.of()))));
    }

    @Command(name = "note", description = "Puts a note on a run; an empty one takes it away.")
    int note(
            @Mixin ServerAddress server,
            @Parameters(index = "0", paramLabel = "RUN", description = "Id of the run.") String run,
            @Parameters(index = "1", paramLabel = "TEXT", description = "The note, of at most 4,000 characters.")
                    String note)
            throws InterruptedException {
        return annotate(server, run, Map.of("note", note));
    }

    private static int annotate(ServerAddress server, String run, Map<String, ?> change) throws InterruptedException {
        JsonNode annotations = server.services().api().patch(RUNS + "/" + Api.encode(run) + "/annotations", change);
        if (server.json()) {
            Screen.standard().say(Api.pretty(annotations));
        } else {
            Fields.print(annotations);
        }
        return ExitCode.OK;
    }

    private static String format(Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(".csv")) {
            return "csv";
        }
        if (name.endsWith(".ndjson") || name.endsWith(".jsonl")) {
            return "ndjson";
        }
        throw new IllegalArgumentException(file + " ends in none of .csv, .ndjson and .jsonl, which say the format");
    }

    @Command(name = "show", description = "Shows a run: its epochs and how good its model is.")
    int show(@Mixin ServerAddress server, @Parameters(paramLabel = "RUN", description = "Id of the run.") String run)
            throws InterruptedException {
        show(server, server.services().api().get(RUNS + "/" + Api.encode(run)));
        return ExitCode.OK;
    }

    @Command(name = "cancel", description = "Cancels a run; one that trains stops within a batch.")
    int cancel(@Mixin ServerAddress server, @Parameters(paramLabel = "RUN", description = "Id of the run.") String run)
            throws InterruptedException {
        show(server, server.services().api().post(RUNS + "/" + Api.encode(run) + "/cancel", Map.of()));
        return ExitCode.OK;
    }

    @Command(name = "delete", description = "Deletes a run that has ended for good; refused while it has a model.")
    int delete(
            @Mixin ServerAddress server,
            @Parameters(paramLabel = "RUN", description = "Id of the run.") String run,
            @Mixin Motive motive)
            throws InterruptedException {
        return ModelsCommand.print(
                server, server.services().api().delete(RUNS + "/" + Api.encode(run), motive.fields()));
    }

    static void show(ServerAddress server, JsonNode node) {
        Screen screen = Screen.standard();
        if (server.json()) {
            screen.say(Api.pretty(node));
            return;
        }
        Run run = Api.as(Run.class, node);
        screen.say("run " + run.runId() + " " + run.state() + ": " + run.recipe() + " on " + run.dataset());
        if (!run.failure().isEmpty()) {
            screen.say("  " + run.failure());
        }
        if (!run.finishedEpochs().isEmpty()) {
            List<JsonNode> epochs = new ArrayList<>();
            node.path("epochs").forEach(epochs::add);
            new Results()
                    .count("epoch", "/number")
                    .metric("loss", "/trainLoss")
                    .metric("accuracy", "/trainAccuracy")
                    .metric("val. loss", "/validationLoss")
                    .metric("val. accuracy", "/validationAccuracy")
                    .metric("val. ROC-AUC", "/validationRocAuc")
                    .count("patches/s", "/patchesPerSecond")
                    .print(epochs, false);
        }
        JsonNode test = node.at("/metrics/test");
        if (!test.isMissingNode()) {
            new Results()
                    .metric("test ROC-AUC", "/rocAuc")
                    .metric("threshold", "/atThreshold/threshold")
                    .metric("sensitivity", "/atThreshold/sensitivity")
                    .metric("specificity", "/atThreshold/specificity")
                    .metric("balanced accuracy", "/atThreshold/balancedAccuracy")
                    .print(List.of(test), false);
        }
        if (run.model() != null) {
            screen.say("model " + run.model());
        }
    }
}
