package io.cancernet.local.command;

import io.cancernet.local.ExitCode;
import io.cancernet.local.demo.Demo;
import io.cancernet.local.demo.DemoOptions;
import io.cancernet.local.demo.DemoOptions.Afterwards;
import io.cancernet.local.demo.DemoSummary;
import io.cancernet.local.demo.JsonReport;
import io.cancernet.local.demo.SummaryPage;
import io.cancernet.local.sample.SyntheticSample;
import io.cancernet.local.stack.LocalStack;
import io.cancernet.local.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the main job from patches to scores. */
@Command(
        name = "demo",
        description = {
            "Runs the main job from patches to scores, and prints a summary.",
            "",
            "Starts the system as 'up' does, ingests patches, freezes a dataset split by case, trains, evaluates on cases",
            "never seen in training, promotes the model and scores the test cases through Kafka. Without --data it works",
            "on a synthetic sample, and says so."
        },
        footer = {
            "",
            "Without --once the system goes on running until Ctrl-C. With --once and without --data-dir, all data",
            "is in a temporary directory and deleted at the end.",
            "The JSON is described in deploy/local/README.md; the test ROC-AUC is at .metrics.test.rocAuc.",
            "",
            "Examples:",
            "  cancernet demo --once",
            "  cancernet demo --data IDC_regular_ps50_idx5 --epochs 10",
            "  cancernet demo --data idc.zip --epochs 2 --once --json summary.json"
        })
final class DemoCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options = new StackOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder or zip of IDC patches (default: a synthetic sample).")
    private @Nullable Path data;

    @Option(
            names = "--recipe",
            paramLabel = "NAME",
            defaultValue = "cancernet",
            description = "Recipe to train by (default: ${DEFAULT-VALUE}).")
    private String recipe = "cancernet";

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "4",
            description = "Epochs to train, instead of the recipe's (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "42", description = "Seed (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--once", description = "Stop everything at the end.")
    private boolean once;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the summary as one JSON object too.")
    private @Nullable Path json;

    @Option(
            names = "--sample-cases",
            paramLabel = "N",
            defaultValue = "15",
            description = "Cases of the synthetic sample (default: ${DEFAULT-VALUE}).")
    private int sampleCases;

    @Option(
            names = "--sample-patches",
            paramLabel = "N",
            defaultValue = "160",
            description = "Patches of each of its cases (default: ${DEFAULT-VALUE}).")
    private int samplePatches;

    @Override
    public Integer call() throws Exception {
        requireSense();
        Screen screen = Screen.standard();
        boolean temporary = once && options.givenDataDirectory().isEmpty();
        Path directory = temporary ? Files.createTempDirectory("cancernet-demo-") : options.dataDirectory();
        LocalStack stack = new LocalStack(options.home(), directory, options.ports(), screen::say);
        DemoOptions demo = new DemoOptions(
                data,
                new SyntheticSample(sampleCases, samplePatches),
                directory.resolve("synthetic-" + sampleCases + "x" + samplePatches),
                recipe,
                epochs,
                seed,
                afterwards(temporary));
        Runnable cleanUp = temporary ? () -> Directories.delete(directory) : () -> {};
        Attended attended = new Attended(stack, screen, cleanUp);
        return attended.run(() -> {
            DemoSummary summary = new Demo(stack, demo, screen).run();
            SummaryPage.lines(summary).forEach(screen::say);
            if (json != null) {
                new JsonReport(json).write(summary);
                screen.say("summary written to " + json);
            }
            if (once) {
                return ExitCode.OK;
            }
            UpCommand.printAddresses(stack, screen);
            return attended.attend();
        });
    }

    private Afterwards afterwards(boolean temporary) {
        if (temporary) {
            return Afterwards.IS_DELETED;
        }
        return once ? Afterwards.STOPS : Afterwards.GOES_ON;
    }

    private void requireSense() throws IOException {
        if (data != null && !Files.exists(data)) {
            throw new IllegalArgumentException("--data " + data + ": there is no such folder or zip");
        }
        if (epochs < 1) {
            throw new IllegalArgumentException("--epochs " + epochs + ": at least 1");
        }
        if (json != null) {
            new JsonReport(json).requireWritable();
        }
    }
}
