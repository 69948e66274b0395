package io.cancernet.local.command;

import io.cancernet.local.ExitCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Freezes a dataset. */
@Command(
        name = "create",
        description = {
            "Freezes a version: splits slides by case, no case in two splits, as like in positivity as it can be.",
            "The same slides split the same way give the version that is there already."
        },
        footer = {
            "",
            "Examples:",
            "  cancernet datasets create --name idc",
            "  cancernet datasets create --name idc-folds --split k-fold --folds 5",
            "  cancernet datasets create --name breakhis --split source --validation-from-train 0.2",
            "  cancernet datasets create --name tutorial --split patch-random"
        })
final class DatasetCreateCommand implements Callable<Integer> {

    @Mixin
    private ServerAddress server = new ServerAddress();

    @Option(names = "--name", required = true, description = "Name; the version is counted.")
    private String name = "";

    @Option(names = "--ingest", paramLabel = "ID", description = "Only slides of these ingests; may be repeated.")
    private List<String> ingests = new ArrayList<>();

    @Option(names = "--slide", paramLabel = "ID", description = "Only these slides; may be repeated.")
    private List<String> slides = new ArrayList<>();

    @Option(
            names = "--split",
            paramLabel = "STRATEGY",
            description =
                    "by-case (default), k-fold, source, or patch-random, which is leaky and reproduces tutorials.")
    private @Nullable String strategy;

    @Option(names = "--train", paramLabel = "SHARE", description = "by-case, patch-random: share of train.")
    private @Nullable Double train;

    @Option(names = "--validation", paramLabel = "SHARE", description = "by-case, patch-random: share of validation.")
    private @Nullable Double validation;

    @Option(names = "--test", paramLabel = "SHARE", description = "by-case, patch-random: share of test.")
    private @Nullable Double test;

    @Option(names = "--seed", description = "Seed of the split (default: 42).")
    private @Nullable Long seed;

    @Option(names = "--folds", paramLabel = "N", description = "k-fold: number of folds (default: 5).")
    private @Nullable Integer folds;

    @Option(names = "--allow-leaky", description = "source: take a case that stands in several splits.")
    private boolean allowLeaky;

    @Option(
            names = "--validation-from-train",
            paramLabel = "SHARE",
            description = "source: share of the train cases for validation, where the source has no such split.")
    private @Nullable Double validationFromTrain;

    @Option(names = "--drop-border", description = "Leave out the smaller patches at the border of the section.")
    private boolean dropBorder;

    @Override
    public Integer call() throws Exception {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("borderPatches", dropBorder ? "drop" : "keep");
        Map<String, Object> split = split();
        if (!split.isEmpty()) {
            options.put("split", split);
        }
        if (!slides.isEmpty()) {
            options.put("slides", slides);
        }
        DatasetsCommand.show(server, server.services().freeze(name, ingests, options));
        return ExitCode.OK;
    }

    private Map<String, Object> split() {
        Map<String, Object> split = new LinkedHashMap<>();
        put(split, "strategy", strategy);
        put(split, "train", train);
        put(split, "validation", validation);
        put(split, "test", test);
        put(split, "seed", seed);
        put(split, "folds", folds);
        put(split, "allowLeaky", allowLeaky ? Boolean.TRUE : null);
        put(split, "validationFromTrain", validationFromTrain);
        return split;
    }

    private static void put(Map<String, Object> fields, String field, @Nullable Object value) {
        if (value != null) {
            fields.put(field, value);
        }
    }
}
