package io.cancernet.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.local.ExitCode;
import io.cancernet.local.client.Api;
import io.cancernet.local.client.Services;
import io.cancernet.local.client.Study;
import io.cancernet.local.terminal.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Queues the runs of a study. */
@Command(
        name = "start",
        description = {
            "Queues every recipe on every dataset version with every seed.",
            "The first recipe is what the others are compared with. A leaky version among the datasets shows beside the"
                    + " others how much too good it looks."
        },
        footer = {
            "",
            "Exit code 1 when a run failed or was cancelled (known with --wait).",
            "",
            "Examples:",
            "  cancernet study start --recipe cancernet --recipe cancernet-robust --folds idc --seeds 3 --epochs 10",
            "  cancernet study start --recipe cancernet --dataset tutorial/1 --folds idc --wait"
        })
final class StudyStartCommand implements Callable<Integer> {

    @Mixin
    private ServerAddress server = new ServerAddress();

    @Option(names = "--name", description = "What it is about, in a few words.")
    private @Nullable String name;

    @Option(names = "--recipe", required = true, description = "Recipe; repeat it for several.")
    private List<String> recipes = new ArrayList<>();

    @Option(names = "--epochs", paramLabel = "N", description = "Epochs of all recipes, instead of their own.")
    private @Nullable Integer epochs;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Another value for a field of all recipes; may be repeated.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "1", description = "Seeds 1 to N (${DEFAULT-VALUE}).")
    private int seeds;

    @Option(names = "--dataset", paramLabel = "NAME/VERSION", description = "As idc/1; may be repeated.")
    private List<String> datasets = new ArrayList<>();

    @Option(
            names = "--folds",
            paramLabel = "NAME",
            description = "All folds of the cross-validation frozen under this name; may be repeated.")
    private List<String> folds = new ArrayList<>();

    @Option(names = "--priority", paramLabel = "N", description = "Higher ones come first.")
    private @Nullable Integer priority;

    @Option(names = "--key", description = "Makes the command repeatable: the same key means the same study.")
    private @Nullable String key;

    @Option(names = "--wait", description = "Wait until all runs have ended, and show the summary.")
    private boolean wait;

    @Override
    public Integer call() throws InterruptedException {
        Services services = server.services();
        JsonNode answer =
                services.startStudy(request(), key == null ? UUID.randomUUID().toString() : key);
        if (!wait) {
            StudyCommand.say(server, answer);
            return ExitCode.OK;
        }
        Study begun = Api.as(Study.class, answer);
        server.progressScreen().say("study " + begun.studyId());
        try (Progress progress = server.progressScreen().progress("study")) {
            answer = services.awaitStudy(
                    begun.studyId(),
                    study -> progress.update(study.ended(), study.counts().total(), "runs"));
        }
        StudyCommand.show(server, answer);
        Study ended = Api.as(Study.class, answer);
        return ended.counts().finished() == ended.counts().total() ? ExitCode.OK : ExitCode.FAILED;
    }

    private Map<String, Object> request() {
        Map<String, Object> changes = new LinkedHashMap<>();
        overrides.forEach((field, value) -> changes.put(field, TrainCommand.typed(value)));
        if (epochs != null) {
            changes.put("epochs", epochs);
        }
        Map<String, Object> request = new LinkedHashMap<>();
        if (name != null) {
            request.put("name", name);
        }
        request.put(
                "recipes",
                recipes.stream()
                        .map(recipe -> Map.of("recipe", recipe, "overrides", changes))
                        .toList());
        request.put("seedCount", seeds);
        request.put("datasets", datasets);
        request.put("folds", folds);
        if (priority != null) {
            request.put("priority", priority);
        }
        return request;
    }
}
