package io.cancernet.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cancernet.local.ExitCode;
import io.cancernet.local.client.Api;
import io.cancernet.local.client.Run;
import io.cancernet.local.client.Services;
import io.cancernet.local.demo.ProgressReports;
import io.cancernet.local.terminal.Progress;
import io.cancernet.local.terminal.Screen;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Queues a training run. */
@Command(
        name = "train",
        description = "Trains a network on a frozen dataset by a recipe.",
        footer = {
            "",
            "Exit code 1 when the run fails or is cancelled (known with --wait).",
            "",
            "Examples:",
            "  cancernet train --dataset idc/1 --wait",
            "  cancernet train --dataset idc/1 --epochs 10 --set optimizer.learningRate=0.02 --seed 7"
        })
final class TrainCommand implements Callable<Integer> {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Mixin
    private ServerAddress server = new ServerAddress();

    @Option(names = "--dataset", required = true, paramLabel = "NAME/VERSION", description = "As idc/1.")
    private String dataset = "";

    @Option(names = "--recipe", defaultValue = "cancernet", description = "Recipe (default: ${DEFAULT-VALUE}).")
    private String recipe = "cancernet";

    @Option(names = "--epochs", paramLabel = "N", description = "Epochs, instead of the recipe's.")
    private @Nullable Integer epochs;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Another value for a field of the recipe; may be repeated.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    @Option(names = "--seed", paramLabel = "N", description = "Seed, instead of the recipe's.")
    private @Nullable Long seed;

    @Option(names = "--wait", description = "Wait until the run is over.")
    private boolean wait;

    @Override
    public Integer call() throws Exception {
        Services services = server.services();
        JsonNode answer = services.train(request());
        Run run = Api.as(Run.class, answer);
        if (wait) {
            Screen screen = server.progressScreen();
            screen.say("run " + run.runId());
            ProgressReports reports = new ProgressReports(screen);
            try (Progress progress = screen.progress("training")) {
                answer = services.awaitRun(run.runId(), state -> reports.run(progress, state));
            }
            run = Api.as(Run.class, answer);
        }
        RunsCommand.show(server, answer);
        return wait && !run.isFinished() ? ExitCode.FAILED : ExitCode.OK;
    }

    private Map<String, Object> request() {
        Map<String, Object> changes = new LinkedHashMap<>();
        overrides.forEach((key, value) -> changes.put(key, typed(value)));
        if (epochs != null) {
            changes.put("epochs", epochs);
        }
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("dataset", dataset);
        request.put("recipe", recipe);
        request.put("overrides", changes);
        if (seed != null) {
            request.put("seed", seed);
        }
        return request;
    }

    /** A number, a truth value or null as such; all else as text. */
    static Object typed(String value) {
        try {
            JsonNode node = MAPPER.readTree(value);
            return node != null && node.isValueNode() ? node : value;
        } catch (IOException noJson) {
            return value;
        }
    }
}
