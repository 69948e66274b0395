package io.cancernet.local.command;

import io.cancernet.local.ExitCode;
import io.cancernet.local.stack.LocalStack;
import io.cancernet.local.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the system on this machine. */
@Command(
        name = "bench",
        subcommands = {
            PretrainedBenchCommand.class,
            QualityCommand.class,
            ScoreBenchCommand.class,
            TrainBenchCommand.class
        },
        description = "Measures the system on this machine.",
        footer = {
            "",
            "Examples:",
            "  cancernet bench ingest",
            "  cancernet bench ingest --data IDC_regular_ps50_idx5 --json figures.json",
            "  cancernet bench runs",
            "  cancernet bench score --json figures.json",
            "  cancernet bench quality --data IDC_regular_ps50_idx5 --json quality.json",
            "  cancernet bench train --json figures.json"
        })
final class BenchCommand implements Runnable {

    private static final String RUNS = "io.cancernet.training.bench.RunBench";
    private static final String INGEST = "io.cancernet.dataset.bench.IngestBench";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to measure: ingest, runs, score, train, pretrained or quality");
    }

    @Command(
            name = "ingest",
            description = {
                "Measures patches/s stored and published, from submission until the last event is on its topic, beside"
                        + " (a) one PUT a patch on the same object store and (b) reading and hashing the same files"
                        + " alone; and tiles/s of a whole slide beside decoding the same tiles alone.",
                "Starts Kafka, Postgres, the object store and dataset-service on free ports with data of their own,"
                        + " which are deleted at the end. The first three ingests warm up; the median of the others counts."
            })
    int ingest(
            @Option(
                            names = "--patches",
                            defaultValue = "20000",
                            description = "Generated patches of about 6 KB (default: ${DEFAULT-VALUE}).")
                    int patches,
            @Option(names = "--data", paramLabel = "DIR", description = "A folder of real patches instead.") @Nullable Path data,
            @Option(names = "--runs", defaultValue = "3", description = "Warm runs (default: ${DEFAULT-VALUE}).")
                    int runs,
            @Option(
                            names = "--sample",
                            defaultValue = "1000",
                            description = "Patches that are put one by one (default: ${DEFAULT-VALUE}).")
                    int sample,
            @Option(
                            names = "--slide-side",
                            paramLabel = "PIXELS",
                            defaultValue = "12288",
                            description = "Side of the generated slide, a multiple of 4096; 0 for none (default:"
                                    + " ${DEFAULT-VALUE}).")
                    int slideSide,
            @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON too.") @Nullable Path json)
            throws Exception {
        if (data != null && !Files.isDirectory(data)) {
            throw new IllegalArgumentException("--data " + data + ": there is no such folder");
        }
        List<String> arguments = new ArrayList<>(
                List.of("patches=" + patches, "runs=" + runs, "sample=" + sample, "slide-side=" + slideSide));
        if (data != null) {
            arguments.add("data=" + data.toRealPath());
        }
        if (json != null) {
            arguments.add("json=" + json.toAbsolutePath());
        }
        Screen screen = Screen.standard();
        Path directory = temporaryDirectory();
        arguments.add("work=" + Files.createDirectories(directory.resolve("bench")));
        LocalStack stack = LocalStack.ofDatasetService(new StackOptions().home(), directory, screen::say);
        return measure(stack, directory, INGEST, arguments);
    }

    @Command(
            name = "runs",
            description = {
                "Generates runs, then times each documented query of the run history over REST, one call after the"
                        + " other: p50, p95 and the longest in milliseconds, beside the goal of 50 at p95; and exports.",
                "Starts Kafka, Postgres, the object store and training-service on free ports with data of their own,"
                        + " which are deleted at the end (4 GB with the default number of runs)."
            })
    int runs(
            @Option(names = "--runs", defaultValue = "100000", description = "Runs (default: ${DEFAULT-VALUE}).")
                    int runs,
            @Option(
                            names = "--epochs",
                            defaultValue = "40",
                            description = "Epochs of each (default: ${DEFAULT-VALUE}).")
                    int epochs,
            @Option(
                            names = "--calls",
                            defaultValue = "200",
                            description = "Calls of each query (default: ${DEFAULT-VALUE}).")
                    int calls,
            @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON too.") @Nullable Path json)
            throws Exception {
        List<String> arguments = new ArrayList<>(List.of("runs=" + runs, "epochs=" + epochs, "calls=" + calls));
        if (json != null) {
            arguments.add("json=" + json.toAbsolutePath());
        }
        Screen screen = Screen.standard();
        Path directory = temporaryDirectory();
        LocalStack stack = LocalStack.ofTrainingService(new StackOptions().home(), directory, screen::say);
        return measure(stack, directory, RUNS, arguments);
    }

    private static int measure(LocalStack stack, Path directory, String program, List<String> arguments)
            throws Exception {
        return new Attended(stack, Screen.standard(), () -> Directories.delete(directory)).run(() -> {
            stack.start();
            return stack.runBeside(program, arguments) == 0 ? ExitCode.OK : ExitCode.FAILED;
        });
    }

    private static Path temporaryDirectory() throws IOException {
        return Files.createTempDirectory("cancernet-bench-");
    }
}
