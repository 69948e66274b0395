package io.cancernet.local.command;

import io.cancernet.local.ExitCode;
import io.cancernet.local.stack.ServiceProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures training. */
@Command(
        name = "train",
        description = {
            "Measures patches/s of training the recipe cancernet on generated patches. CPU: the service's loop with"
                    + " augmentation beside the bare step on one resident batch, by turns; goals 800 patches/s and .95 of"
                    + " it. GPU, where there is one: the loop at the published batch and at a large one, time waiting for"
                    + " data, GPU memory and the projected epoch of 199,818 patches; targets 40 s and 5 s.",
            "Needs no servers. Rates need a machine that does nothing else; the ratio holds better."
        })
final class TrainBenchCommand implements Callable<Integer> {

    private static final String PROGRAM = "io.cancernet.training.bench.TrainBench";

    private enum Where {
        auto,
        cpu,
        gpu
    }

    @Option(
            names = "--device",
            defaultValue = "auto",
            description = "${COMPLETION-CANDIDATES}: gpu fails where there is none (default: ${DEFAULT-VALUE}).")
    private Where device = Where.auto;

    @Option(
            names = "--patches",
            defaultValue = "3200",
            description = "Patches of an epoch on the CPU (default: ${DEFAULT-VALUE}).")
    private int patches;

    @Option(
            names = "--gpu-patches",
            defaultValue = "65536",
            description = "Patches of an epoch on a GPU (default: ${DEFAULT-VALUE}).")
    private int gpuPatches;

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds of each (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--large-batch",
            defaultValue = "1024",
            description = "The large batch on a GPU (default: ${DEFAULT-VALUE}).")
    private int largeBatch;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON too.")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "device=" + device,
                "patches=" + patches,
                "gpu-patches=" + gpuPatches,
                "rounds=" + rounds,
                "large-batch=" + largeBatch));
        if (json != null) {
            arguments.add("json=" + json.toAbsolutePath());
        }
        int code = ServiceProgram.run(new StackOptions().home(), PROGRAM, arguments);
        return code == 0 ? ExitCode.OK : ExitCode.FAILED;
    }
}
