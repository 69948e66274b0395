package io.cancernet.common.objectstore;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.RunId;
import java.util.Locale;

/** The keys under which the services meet in the object store. */
public final class ObjectKeys {

    private ObjectKeys() {}

    public static String patches(ExtractionId extraction) {
        return "patches/" + extraction + "/";
    }

    public static String shard(ExtractionId extraction, int number) {
        return patches(extraction) + String.format(Locale.ROOT, "shard-%05d.tar", number);
    }

    public static String index(ExtractionId extraction) {
        return patches(extraction) + "index.jsonl.gz";
    }

    /** The cells of a whole slide's grid that gave no patch. */
    public static String cells(ExtractionId extraction) {
        return patches(extraction) + "cells.jsonl.gz";
    }

    public static String manifest(DatasetVersion dataset) {
        return "datasets/" + dataset + "/manifest.jsonl.gz";
    }

    /** Everything that belongs to a run besides its model. */
    public static String run(RunId run) {
        return "runs/" + run + "/";
    }

    public static String checkpoints(RunId run) {
        return run(run) + "checkpoint-";
    }

    /** A place from which a run can be taken up again. */
    public static String checkpoint(RunId run, String name) {
        return checkpoints(run) + name + ".safetensors";
    }

    /** Everything that belongs to a model version. */
    public static String model(String name, String version) {
        return "models/" + name + "/" + version + "/";
    }

    public static String modelWeights(String name, String version) {
        return model(name, version) + "model.safetensors";
    }

    public static String modelSpec(String name, String version) {
        return model(name, version) + "model.json";
    }

    /** Everything that was made of a scoring request. */
    public static String results(RequestId request) {
        return "results/" + request + "/";
    }

    /** A file of a run, such as its report. */
    public static String runArtefact(RunId run, String name) {
        return run(run) + name;
    }
}
