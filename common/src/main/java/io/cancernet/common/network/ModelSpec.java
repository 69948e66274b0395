package io.cancernet.common.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.RunId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.json.Json;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to score with a model besides its weights: {@code model.json}.
 *
 * @param name of the model, such as {@code idc-cancernet}
 * @param classes in the order of the logits; the positive class is the disease
 * @param threshold calibrated probability from which on a patch counts as positive
 * @param weightsSha256 of {@code model.safetensors}
 * @param run that trained it
 * @param datasetManifestSha256 of the split it was trained on
 * @param note what the model may be used for
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
        RunId run,
        Sha256 datasetManifestSha256,
        String note) {

    /** The classes of every model: disease is the positive one. */
    public static final List<String> CLASSES = List.of("negative", "positive");

    /** What stands with every result. */
    public static final String RESEARCH_USE_ONLY = "Research use only, not a diagnosis.";

    public ModelSpec {
        requireText("name", name);
        requireText("version", version);
        requireThere("network", network);
        requireThere("input", input);
        requireThere("calibration", calibration);
        requireThere("weightsSha256", weightsSha256);
        requireThere("run", run);
        requireThere("datasetManifestSha256", datasetManifestSha256);
        requireText("note", note);
        if (!CLASSES.equals(classes)) {
            throw new IllegalArgumentException("classes are %s: %s".formatted(CLASSES, classes));
        }
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold lies between 0 and 1: " + threshold);
        }
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
