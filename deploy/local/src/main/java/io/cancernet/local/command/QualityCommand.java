package io.cancernet.local.command;

import io.cancernet.local.ExitCode;
import io.cancernet.local.quality.QualityOptions;
import io.cancernet.local.quality.QualityStudy;
import io.cancernet.local.stack.LocalStack;
import io.cancernet.local.terminal.Screen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how good the models of two recipes are, by cross-validation over cases. */
@Command(
        name = "quality",
        description = {
            "Trains two recipes for the same number of epochs on patches in IDC's layout, over folds by case and seeds,"
                    + " and prints what they reach on cases they have not seen, how they differ, and what smoothing"
                    + " over neighbouring patches adds, with intervals, beside the targets.",
            "Starts Kafka, Postgres, the object store, dataset-service and training-service on free ports. Data stay in"
                    + " --data-dir: called again with the same options, it goes on where it was stopped. 30 runs of"
                    + " 9,000 patches take one to two hours on 2 cores. Research use only."
        })
final class QualityCommand implements Callable<Integer> {

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "A folder of IDC patches.")
    private Path data = Path.of("");

    @Option(names = "--folds", defaultValue = "5", description = "Folds by case (default: ${DEFAULT-VALUE}).")
    private int folds;

    @Option(names = "--seeds", defaultValue = "3", description = "Seeds (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(names = "--epochs", defaultValue = "10", description = "Epochs of both (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(
            names = "--recipe",
            defaultValue = "cancernet-robust",
            description = "Recipe that is looked at (default: ${DEFAULT-VALUE}).")
    private String recipe = "cancernet-robust";

    @Option(
            names = "--baseline",
            defaultValue = "cancernet",
            description = "Recipe that it is compared with (default: ${DEFAULT-VALUE}).")
    private String baseline = "cancernet";

    @Option(
            names = "--leaky",
            description = "Train on the tutorials' split by patch too, and show how much too good it looks.")
    private boolean leaky;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where data and logs are kept (default: cancernet-bench-quality beside the data of 'up').")
    private @Nullable Path directory;

    @Option(names = "--json", paramLabel = "FILE", description = "Write options, targets and the summary as JSON too.")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        if (!Files.isDirectory(data)) {
            throw new IllegalArgumentException("--data " + data + ": there is no such folder");
        }
        Path kept = directory == null
                ? new StackOptions().dataDirectory().resolveSibling("cancernet-bench-quality")
                : directory;
        QualityOptions options =
                new QualityOptions(data.toRealPath(), folds, seeds, epochs, baseline, recipe, leaky, json);
        Screen screen = Screen.standard();
        LocalStack stack = LocalStack.ofTraining(new StackOptions().home(), kept, screen::say);
        return new Attended(stack, screen, () -> screen.say("data stay in " + kept)).run(() -> {
            stack.start();
            return new QualityStudy(stack.url(), options, screen).run() ? ExitCode.OK : ExitCode.FAILED;
        });
    }
}
