package io.cancernet.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.local.ExitCode;
import io.cancernet.local.client.Api;
import io.cancernet.local.client.Services;
import io.cancernet.local.terminal.Progress;
import io.cancernet.local.terminal.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Freezes, shows, checks, copies and deletes datasets. */
@Command(
        name = "datasets",
        description = "Freezes datasets; shows, checks, copies and deletes them.",
        subcommands = {DatasetCreateCommand.class, DatasetImportCommand.class, DatasetContactSheetCommand.class},
        footer = {
            "",
            "Examples:",
            "  cancernet datasets create --name idc",
            "  cancernet datasets create --name idc --ingest ID --train 0.7 --validation 0.1 --test 0.2 --seed 7",
            "  cancernet datasets create --name idc-folds --split k-fold --folds 5",
            "  cancernet datasets list",
            "  cancernet datasets show idc/1",
            "  cancernet datasets stats idc/1",
            "  cancernet datasets contact-sheet idc/1 sheet.png",
            "  cancernet datasets verify idc/1",
            "  cancernet datasets export idc/1 idc-1.manifest.jsonl.gz"
        })
final class DatasetsCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do with datasets: create, list, show, stats, contact-sheet, verify, export, import or delete");
    }

    @Command(name = "list", description = "Lists dataset versions.")
    int list(@Mixin ServerAddress server) throws InterruptedException {
        new Results()
                .text("dataset", "/dataset")
                .text("split", "/strategy")
                .text("leaky", "/leaky")
                .count("train", "/counts/0/cases")
                .count("validation", "/counts/1/cases")
                .count("test", "/counts/2/cases")
                .text("mpp", "/mpp")
                .text("created", "/createdAt")
                .print(server.services().api().list(Api.DATASET + "/datasets", 1000), server.json());
        return ExitCode.OK;
    }

    @Command(name = "show", description = "Shows a version: cases and patches per split and class.")
    int show(
            @Mixin ServerAddress server,
            @Parameters(paramLabel = "NAME/VERSION", description = "As idc/1.") String version)
            throws InterruptedException {
        show(server, server.services().dataset(version));
        return ExitCode.OK;
    }

    @Command(
            name = "verify",
            description = {
                "Checks the manifest and every patch in its shard against what was frozen.",
                "Exit code 1 when something is damaged."
            })
    int verify(
            @Mixin ServerAddress server,
            @Parameters(paramLabel = "NAME/VERSION", description = "As idc/1.") String version)
            throws InterruptedException {
        Services services = server.services();
        String path = Services.datasetPath(version) + "/verifications";
        String id = services.api().post(path, Map.of()).path("verificationId").asText();
        JsonNode verification;
        try (Progress progress = server.progressScreen().progress("verifying")) {
            verification = services.awaitVerification(
                    path + "/" + Api.encode(id),
                    each -> progress.update(
                            each.path("checked").asLong(), each.path("patches").asLong(), "patches"));
        }
        if (server.json()) {
            Screen.standard().say(Api.pretty(verification));
        } else {
            Fields.print(verification);
        }
        return verification.path("state").asText().equals("passed") ? ExitCode.OK : ExitCode.FAILED;
    }

    @Command(
            name = "stats",
            description = "Shows class balance, sizes, colours and repeats; waits until they are computed.")
    int stats(
            @Mixin ServerAddress server,
            @Parameters(paramLabel = "NAME/VERSION", description = "As idc/1.") String version)
            throws InterruptedException {
        JsonNode statistics = server.services().awaitStatistics(version);
        if (server.json()) {
            Screen.standard().say(Api.pretty(statistics));
            return ExitCode.OK;
        }
        List<JsonNode> splits = new ArrayList<>();
        statistics.at("/statistics/splits").forEach(splits::add);
        new Results()
                .text("split", "/split")
                .count("cases", "/cases")
                .count("negative", "/negative")
                .count("positive", "/positive")
                .metric("positivity", "/positivity")
                .count("repeated patches", "/repeatedPatches")
                .print(splits, false);
        List<JsonNode> sizes = new ArrayList<>();
        statistics.at("/statistics/sizes").forEach(sizes::add);
        new Results()
                .count("width", "/width")
                .count("height", "/height")
                .count("patches", "/patches")
                .print(sizes, false);
        return ExitCode.OK;
    }

    @Command(name = "export", description = "Writes the manifest into a file: gzipped JSON, one line a patch.")
    int export(
            @Mixin ServerAddress server,
            @Parameters(paramLabel = "NAME/VERSION", description = "As idc/1.") String version,
            @Parameters(paramLabel = "FILE", description = "As idc-1.manifest.jsonl.gz.") Path file)
            throws InterruptedException, IOException {
        server.services().api().download(Services.datasetPath(version) + "/manifest", file);
        return ExitCode.OK;
    }

    @Command(
            name = "delete",
            description = "Deletes a version; refused while a run uses it or has made a model from it.")
    int delete(
            @Mixin ServerAddress server,
            @Parameters(paramLabel = "NAME/VERSION", description = "As idc/1.") String version,
            @Mixin Grounds grounds)
            throws InterruptedException {
        server.services().api().delete(Services.datasetPath(version), grounds.fields());
        return ExitCode.OK;
    }

    static void show(ServerAddress server, JsonNode dataset) {
        if (server.json()) {
            Screen.standard().say(Api.pretty(dataset));
            return;
        }
        if (dataset.has("items")) {
            dataset.path("items").forEach(fold -> show(server, fold));
            return;
        }
        Screen.standard()
                .say("dataset " + dataset.path("dataset").asText() + ", manifest "
                        + dataset.at("/manifest/sha256").asText());
        if (dataset.path("leaky").asBoolean()) {
            Screen.standard().say("  leaky: patches of one case stand in several splits");
        }
        if (!dataset.path("erasedFrom").isEmpty()) {
            Screen.standard()
                    .say("  erased from: %d slides are gone since %s; freeze a new version to train on"
                            .formatted(
                                    dataset.path("erasedFrom").size(),
                                    dataset.path("erasedAt").asText()));
        }
        List<JsonNode> counts = new ArrayList<>();
        dataset.path("counts").forEach(counts::add);
        new Results()
                .text("split", "/split")
                .count("cases", "/cases")
                .count("negative", "/negative")
                .count("positive", "/positive")
                .print(counts, false);
    }
}
