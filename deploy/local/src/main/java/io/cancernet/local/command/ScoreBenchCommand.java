package io.cancernet.local.command;

import io.cancernet.local.ExitCode;
import io.cancernet.local.stack.LocalStack;
import io.cancernet.local.terminal.Screen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures scoring. */
@Command(
        name = "score",
        description = {
            "Measures scoring with CancerNet on generated patches of 6 KB: the network alone on resident data, by DJL's"
                    + " OnnxRuntime engine and by ONNX Runtime's own API; patches/s from the queue to stored and published"
                    + " results; latency and a change of models at half of that load; HTTP requests of one patch each; memory; cold start.",
            "Starts Kafka, Postgres, the object store and inference-service on free ports with data of their own, which"
                    + " are deleted at the end. With --patches 1000000 it shows whether memory and rate stay the same."
        })
final class ScoreBenchCommand implements Callable<Integer> {

    private static final String PROGRAM = "io.cancernet.inference.bench.ScoreBench";

    @Option(
            names = "--patches",
            defaultValue = "30000",
            description = "Patches that wait in the queue at first (default: ${DEFAULT-VALUE}).")
    private int patches;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "Of each measurement at half load (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON too.")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("patches=" + patches, "seconds=" + seconds));
        if (json != null) {
            arguments.add("json=" + json.toAbsolutePath());
        }
        Screen screen = Screen.standard();
        Path directory = Files.createTempDirectory("cancernet-bench-");
        LocalStack stack = LocalStack.ofInferenceService(new StackOptions().home(), directory, screen::say);
        return new Attended(stack, screen, () -> Directories.delete(directory)).run(() -> {
            stack.start();
            arguments.add("pid=" + stack.servicePid());
            arguments.add("start-millis=" + stack.startTime().toMillis());
            return stack.runBeside(PROGRAM, arguments) == 0 ? ExitCode.OK : ExitCode.FAILED;
        });
    }
}
