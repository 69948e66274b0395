package io.cancernet.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.local.ExitCode;
import io.cancernet.local.client.Api;
import io.cancernet.local.terminal.Screen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Freezes and shows datasets. */
@Command(
        name = "datasets",
        description = "Freezes datasets, and shows them.",
        footer = {
            "",
            "Examples:",
            "  cancernet datasets create --name idc",
            "  cancernet datasets create --name idc --ingest ID --train 0.7 --validation 0.1 --test 0.2 --seed 7",
            "  cancernet datasets list",
            "  cancernet datasets show idc/1"
        })
final class DatasetsCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do with datasets: create, list or show");
    }

    @Command(
            name = "create",
            description = {
                "Freezes a version: splits slides by case, no case in two splits, as like in positivity as it can be.",
                "The same slides split the same way give the version that is there already."
            })
    int create(
            @Mixin ServerAddress server,
            @Option(names = "--name", required = true, description = "Name; the version is counted.") String name,
            @Option(names = "--ingest", paramLabel = "ID", description = "Only slides of these ingests.")
                    List<String> ingests,
            @Option(names = "--train", defaultValue = "0.6", description = "Share (default: ${DEFAULT-VALUE}).")
                    double train,
            @Option(names = "--validation", defaultValue = "0.2", description = "Share (default: ${DEFAULT-VALUE}).")
                    double validation,
            @Option(names = "--test", defaultValue = "0.2", description = "Share (default: ${DEFAULT-VALUE}).")
                    double test,
            @Option(names = "--seed", defaultValue = "42", description = "Seed (default: ${DEFAULT-VALUE}).") long seed,
            @Option(
                            names = "--drop-border",
                            description = "Leave out the smaller patches at the border of the section.")
                    boolean dropBorder)
            throws InterruptedException {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("split", Map.of("train", train, "validation", validation, "test", test, "seed", seed));
        options.put("borderPatches", dropBorder ? "drop" : "keep");
        List<String> chosen = ingests == null ? List.of() : ingests;
        show(server, server.services().freeze(name, chosen, options));
        return ExitCode.OK;
    }

    @Command(name = "list", description = "Lists dataset versions.")
    int list(@Mixin ServerAddress server) throws InterruptedException {
        new Results()
                .text("dataset", "/dataset")
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

    private static void show(ServerAddress server, JsonNode dataset) {
        if (server.json()) {
            Screen.standard().say(Api.pretty(dataset));
            return;
        }
        Screen.standard()
                .say("dataset " + dataset.path("dataset").asText() + ", manifest "
                        + dataset.at("/manifest/sha256").asText());
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
