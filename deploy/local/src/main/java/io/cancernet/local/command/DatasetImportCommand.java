package io.cancernet.local.command;

import io.cancernet.local.ExitCode;
import io.cancernet.local.client.Api;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Freezes a dataset by a manifest. */
@Command(
        name = "import",
        description = {
            "Freezes a dataset as an exported manifest says; each of its lines must name a stored patch.",
            "The same manifest again gives the version that is there already."
        },
        footer = {"", "Examples:", "  cancernet datasets import idc-1.manifest.jsonl.gz --name idc-copy"})
final class DatasetImportCommand implements Callable<Integer> {

    @Mixin
    private ServerAddress server = new ServerAddress();

    @Parameters(paramLabel = "FILE", description = "Gzipped JSON lines, as 'datasets export' writes them.")
    private Path file = Path.of("");

    @Option(names = "--name", required = true, description = "Name; the version is counted.")
    private String name = "";

    @Option(names = "--allow-leaky", description = "Take a case that stands in several splits.")
    private boolean allowLeaky;

    @Override
    public Integer call() throws Exception {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no file " + file.toAbsolutePath());
        }
        String path = Api.DATASET + "/datasets/import?name=" + Api.encode(name) + "&allowLeaky=" + allowLeaky;
        DatasetsCommand.show(
                server, server.services().api().upload(path, "application/gzip", BodyPublishers.ofFile(file)));
        return ExitCode.OK;
    }
}
