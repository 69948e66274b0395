package io.cancernet.local.command;

import io.cancernet.local.ExitCode;
import io.cancernet.local.stack.ServiceProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what pretrained weights are worth. */
@Command(
        name = "pretrained",
        description = {
            "Trains SqueezeNet on images of BreakHis from ImageNet's weights and from random ones, over seeds and folds by"
                    + " slide, and prints ROC-AUC over the test folds with intervals by bootstrap over slides. Both try"
                    + " three settings in each fold; validation slides choose among them.",
            "Needs no servers. Research use only."
        })
final class PretrainedBenchCommand implements Callable<Integer> {

    private static final String PROGRAM = "io.cancernet.training.bench.PretrainedBench";

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "A folder of BreakHis images.")
    private Path data = Path.of("");

    @Option(
            names = "--weights",
            required = true,
            paramLabel = "FILE",
            description = "SqueezeNet 1.1 of ImageNet as an ONNX file, from Caffe.")
    private Path weights = Path.of("");

    @Option(names = "--seeds", defaultValue = "3", description = "Seeds (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(names = "--epochs", defaultValue = "30", description = "Epochs at most (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(
            names = "--side",
            defaultValue = "224",
            description = "Side of the input, pixels (default: ${DEFAULT-VALUE}).")
    private int side;

    @Option(names = "--folds", defaultValue = "4", description = "Folds, 3 or more (default: ${DEFAULT-VALUE}).")
    private int folds;

    @Override
    public Integer call() throws Exception {
        if (!Files.isDirectory(data)) {
            throw new IllegalArgumentException("--data " + data + ": there is no such folder");
        }
        if (!Files.isRegularFile(weights)) {
            throw new IllegalArgumentException("--weights " + weights + ": there is no such file");
        }
        int code = ServiceProgram.run(
                new StackOptions().home(),
                PROGRAM,
                List.of(
                        "data=" + data.toRealPath(),
                        "weights=" + weights.toRealPath(),
                        "seeds=" + seeds,
                        "epochs=" + epochs,
                        "side=" + side,
                        "folds=" + folds));
        return code == 0 ? ExitCode.OK : ExitCode.FAILED;
    }
}
