package io.cancernet.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.local.ExitCode;
import io.cancernet.local.client.Api;
import io.cancernet.local.client.Run;
import io.cancernet.local.terminal.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows and cancels training runs. */
@Command(
        name = "runs",
        description = "Shows training runs, and cancels them.",
        footer = {
            "",
            "Examples:",
            "  cancernet runs list --state finished",
            "  cancernet runs show RUN --output json",
            "  cancernet runs cancel RUN"
        })
final class RunsCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do with runs: list, show or cancel");
    }

    @Command(name = "list", description = "Lists runs, the latest first.")
    int list(
            @Mixin ServerAddress server,
            @Option(names = "--state", description = "queued, running, finished, failed or cancelled.") @Nullable String state,
            @Option(names = "--recipe", description = "Only by this recipe.") @Nullable String recipe,
            @Option(names = "--dataset", paramLabel = "NAME/VERSION", description = "Only on this dataset.") @Nullable String dataset,
            @Option(names = "--limit", defaultValue = "100", description = "Most runs (default: ${DEFAULT-VALUE}).")
                    int limit)
            throws InterruptedException {
        List<String> filters = new ArrayList<>();
        addFilter(filters, "state", state);
        addFilter(filters, "recipe", recipe);
        addFilter(filters, "dataset", dataset);
        String query = filters.isEmpty() ? "" : "?" + String.join("&", filters);
        new Results()
                .text("run", "/runId")
                .text("state", "/state")
                .text("recipe", "/recipe")
                .text("dataset", "/dataset")
                .metric("test ROC-AUC", "/testRocAuc")
                .text("created", "/createdAt")
                .print(server.services().api().list(Api.TRAINING + "/runs" + query, limit), server.json());
        return ExitCode.OK;
    }

    @Command(name = "show", description = "Shows a run: its epochs and how good its model is.")
    int show(@Mixin ServerAddress server, @Parameters(paramLabel = "RUN", description = "Id of the run.") String run)
            throws InterruptedException {
        show(server, server.services().api().get(Api.TRAINING + "/runs/" + Api.encode(run)));
        return ExitCode.OK;
    }

    @Command(name = "cancel", description = "Cancels a run; one that trains stops within a batch.")
    int cancel(@Mixin ServerAddress server, @Parameters(paramLabel = "RUN", description = "Id of the run.") String run)
            throws InterruptedException {
        show(server, server.services().api().post(Api.TRAINING + "/runs/" + Api.encode(run) + "/cancel", Map.of()));
        return ExitCode.OK;
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

    private static void addFilter(List<String> filters, String name, @Nullable String value) {
        if (value != null) {
            filters.add(name + "=" + Api.encode(value));
        }
    }
}
