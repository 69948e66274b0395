package io.cancernet.common.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.cancernet.common.colour.ColourStatistics;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.RunId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.json.Json;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to score with a model besides its weights: {@code model.json}.
 *
 * @param name of the model, such as {@code idc-cancernet}
 * @param classes in the order of the logits; the positive class is the disease
 * @param threshold calibrated probability from which on a patch counts as positive
 * @param weightsSha256 of {@code model.safetensors}
 * @param run that trained it; absent of an imported model
 * @param datasetManifestSha256 of the split it was trained on; absent of an imported model
 * @param note what the model may be used for
 * @param positiveClass the one of the classes whose probability is scored
 * @param thresholdChoice how the threshold was chosen
 * @param origin where the model comes from; absent in documents of earlier versions
 * @param files the other files of this version with their hashes, by name
 * @param colourStatistics of the training patches; without them no image is told to be unlike these
 */
public record ModelSpec(
        String name,
        String version,
        NetworkSpec network,
        List<String> classes,
        InputSpec input,
        Calibration calibration,
        double threshold,
        Sha256 weightsSha256,
        @Nullable RunId run,
        @Nullable Sha256 datasetManifestSha256,
        String note,
        @Nullable String positiveClass,
        @Nullable String thresholdChoice,
        @Nullable ModelOrigin origin,
        @Nullable Map<String, Sha256> files,
        @Nullable ColourStatistics colourStatistics) {

    public static final String WEIGHTS = "model.safetensors";
    public static final String ONNX = "model.onnx";
    public static final String SPEC = "model.json";
    public static final String CARD = "MODEL_CARD.md";

    /** The classes of every model: disease is the positive one. */
    public static final List<String> CLASSES = List.of("negative", "positive");

    /** The class of disease. */
    public static final String POSITIVE = "positive";

    /** What stands with every result. */
    public static final String RESEARCH_USE_ONLY = "Research use only, not a diagnosis.";

    public ModelSpec {
        requireText("name", name);
        requireText("version", version);
        requireThere("network", network);
        requireThere("input", input);
        requireThere("calibration", calibration);
        requireThere("weightsSha256", weightsSha256);
        requireText("note", note);
        if (!CLASSES.equals(classes)) {
            throw new IllegalArgumentException("classes are %s: %s".formatted(CLASSES, classes));
        }
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold lies between 0 and 1: " + threshold);
        }
        if (positiveClass != null && !positiveClass.equals(POSITIVE)) {
            throw new IllegalArgumentException("the positive class is '%s': %s".formatted(POSITIVE, positiveClass));
        }
        files = files == null ? null : Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** What scoring needs, and no more. */
    public ModelSpec(
            String name,
            String version,
            NetworkSpec network,
            List<String> classes,
            InputSpec input,
            Calibration calibration,
            double threshold,
            Sha256 weightsSha256,
            @Nullable RunId run,
            @Nullable Sha256 datasetManifestSha256,
            String note) {
        this(
                name,
                version,
                network,
                classes,
                input,
                calibration,
                threshold,
                weightsSha256,
                run,
                datasetManifestSha256,
                note,
                null,
                null,
                null,
                null,
                null);
    }

    /** The same with the hashes of the files beside it. */
    public ModelSpec withFiles(Map<String, Sha256> hashes) {
        return with(hashes, colourStatistics);
    }

    /** The same with the colours of the training patches. */
    public ModelSpec withColourStatistics(ColourStatistics statistics) {
        return with(files, statistics);
    }

    private ModelSpec with(@Nullable Map<String, Sha256> hashes, @Nullable ColourStatistics statistics) {
        return new ModelSpec(
                name,
                version,
                network,
                classes,
                input,
                calibration,
                threshold,
                weightsSha256,
                run,
                datasetManifestSha256,
                note,
                positiveClass,
                thresholdChoice,
                origin,
                hashes,
                statistics);
    }

    /** The document as it is stored, indented. */
    public byte[] toJson() {
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a model specification is always written", e);
        }
    }

    /**
     * Reads a stored document.
     *
     * @throws DomainException saying which field is wrong
     */
    public static ModelSpec fromJson(byte[] json) {
        try {
            return Json.read(json, ModelSpec.class);
        } catch (JsonMappingException e) {
            Throwable cause = e.getCause();
            String message = cause == null ? e.getOriginalMessage() : cause.getMessage();
            throw new DomainException(ErrorCode.MODEL_INVALID, "model.json is not valid: " + message, e);
        } catch (IOException e) {
            throw new DomainException(ErrorCode.MODEL_INVALID, "model.json is no JSON", e);
        }
    }

    private static void requireText(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(field + " is missing");
        }
    }

    private static void requireThere(String field, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
    }
}
