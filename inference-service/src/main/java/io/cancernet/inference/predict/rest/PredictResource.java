package io.cancernet.inference.predict.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cancernet.common.audit.ChangesNothing;
import io.cancernet.common.security.Roles;
import io.cancernet.inference.predict.ImageFile;
import io.cancernet.inference.predict.InteractiveModels;
import io.cancernet.inference.predict.PredictImages;
import io.cancernet.inference.predict.RequestBodies;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Scores images at once; nothing is kept. Research use only, not a diagnosis. */
@Path("/api/v1/predict")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "predict", description = "Scores of images of which nothing is kept")
@APIResponse(
        responseCode = "200",
        description = "each image's score or error, in order; at least one has a score",
        content =
                @Content(
                        schema = @Schema(implementation = PredictView.class),
                        examples = @ExampleObject(name = "scored", value = PredictView.EXAMPLE)))
@APIResponse(responseCode = "400", description = "the request is malformed")
@APIResponse(responseCode = "404", description = "the model was never promoted")
@APIResponse(responseCode = "413", description = "too many images or bytes")
@APIResponse(responseCode = "422", description = "no image can be scored: the first one's code, and all in `images`")
@APIResponse(responseCode = "503", description = "overloaded, or no model is live: Retry-After says when to ask again")
@ChangesNothing
@RolesAllowed(Roles.VIEWER)
class PredictResource {

    private final PredictImages predict;
    private final RequestBodies bodies;
    private final ObjectMapper json;

    PredictResource(PredictImages predict, RequestBodies bodies, ObjectMapper json) {
        this.predict = predict;
        this.bodies = bodies;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Scores images with the live model, or with a version by `model`")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = PredictRequest.class),
                            examples = @ExampleObject(name = "two images", value = PredictRequest.EXAMPLE)))
    public Response images(@HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable Long length, InputStream body)
            throws IOException {
        try (RequestBodies.Body read = bodies.read(body, length == null ? -1 : length)) {
            PredictRequest request = json.readValue(read.bytes(), PredictRequest.class);
            if (request == null) {
                throw new IllegalArgumentException("the body must be a JSON object: {\"images\": [{\"data\": ...}]}");
            }
            return PredictView.answer(predict.predict(request.model(), request.files()));
        }
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(summary = "Scores uploaded files: each part with a file name is an image")
    public Response files(
            @RestForm(FileUpload.ALL) @Nullable List<FileUpload> files,
            @QueryParam("model") @Nullable String name,
            @QueryParam("version") @Nullable String version) {
        List<FileUpload> images = files == null ? List.of() : files;
        bodies.requireSize(images.stream().mapToLong(FileUpload::size).sum());
        return PredictView.answer(predict.predict(InteractiveModels.asked(name, version), toDomain(images)));
    }

    private static List<ImageFile> toDomain(List<FileUpload> files) {
        return files.stream()
                .map(file -> new ImageFile(file.fileName(), () -> content(file)))
                .toList();
    }

    private static byte[] content(FileUpload file) {
        try {
            return Files.readAllBytes(file.uploadedFile());
        } catch (IOException e) {
            throw new UncheckedIOException("the upload is gone", e);
        }
    }
}
