package io.cancernet.local.command;

import io.cancernet.local.ExitCode;
import io.cancernet.local.client.Services;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a picture of sample patches. */
@Command(
        name = "contact-sheet",
        description = "Writes sample patches of each class into one PNG; the same seed draws the same patches.",
        footer = {"", "Examples:", "  cancernet datasets contact-sheet idc/1 sheet.png --split test --per-class 12"})
final class DatasetContactSheetCommand implements Callable<Integer> {

    @Mixin
    private ServerAddress server = new ServerAddress();

    @Parameters(index = "0", paramLabel = "NAME/VERSION", description = "As idc/1.")
    private String version = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "As sheet.png.")
    private Path file = Path.of("");

    @Option(names = "--split", defaultValue = "train", description = "train, validation or test (default: train).")
    private String split = "train";

    @Option(names = "--per-class", paramLabel = "N", defaultValue = "24", description = "(default: ${DEFAULT-VALUE})")
    private int perClass;

    @Option(names = "--seed", defaultValue = "42", description = "Seed of the draw (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws Exception {
        String query = "?split=%s&perClass=%d&seed=%d".formatted(split, perClass, seed);
        server.services().api().download(Services.datasetPath(version) + "/contact-sheet" + query, file);
        return ExitCode.OK;
    }
}
