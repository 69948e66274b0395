package io.cancernet.training.model.rest;

import io.cancernet.common.id.Sha256;
import io.cancernet.common.network.Calibration;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.network.NetworkSpec;
import io.cancernet.common.security.Caller;
import io.cancernet.training.model.ModelImport;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body that imports weights as a model. */
public record NewModel(
        String name,
        NetworkSpec network,
        InputSpec input,
        @Nullable Calibration calibration,
        @Nullable Double threshold,
        @Nullable String thresholdChoice,

        @Schema(description = "sha256 of the safetensors file")
        Sha256 sha256,

        @Schema(
                description =
                        "key in the object store, or file: URI on the service's machine; not with an uploaded file")
        @Nullable String file,

        @Schema(description = "where the weights come from") @Nullable String source,

        @Nullable String by,
        @Nullable String reason) {

    static final String EXAMPLE =
            "{\"name\": \"external\", \"network\": {\"name\": \"cancernet\", \"options\": {}}, \"input\": {\"width\": 48, "
                    + "\"height\": 48, \"mpp\": 4, \"scaling\": 0.00392156862745098, \"resize\": \"NEAREST\", \"patchSize\": 50}, "
                    + "\"threshold\": 0.4, \"thresholdChoice\": \"as published\", \"file\": \"imports/model.safetensors\", "
                    + "\"sha256\": \"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\", "
                    + "\"by\": \"n.ohara\", \"reason\": \"to compare with ours\"}";

    private static final double HALF = 0.5;

    ModelImport toDomain(Caller caller) {
        return new ModelImport(
                name,
                network,
                input,
                Objects.requireNonNullElse(calibration, Calibration.IDENTITY),
                Objects.requireNonNullElse(threshold, HALF),
                Objects.requireNonNullElse(
                        thresholdChoice, threshold == null ? "one half: none was given" : "given with the import"),
                sha256,
                source,
                Objects.requireNonNullElse(caller.nameOr(by), ""),
                Objects.requireNonNullElse(reason, ""));
    }

    /** Where the file lies that was not uploaded. */
    String requireFile() {
        if (file == null || file.isBlank() || file.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "file is required: a key in the object store or a file: URI; or upload the file as multipart/form-data");
        }
        return file;
    }
}
