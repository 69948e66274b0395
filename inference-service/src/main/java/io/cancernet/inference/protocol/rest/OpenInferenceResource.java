package io.cancernet.inference.protocol.rest;

import io.cancernet.common.audit.ChangesNothing;
import io.cancernet.common.security.Roles;
import io.cancernet.inference.predict.RequestBodies;
import io.cancernet.inference.protocol.Infer;
import io.cancernet.inference.protocol.InferAnswer;
import io.cancernet.inference.protocol.ServedModels;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** The Open Inference Protocol v2, so that clients of KServe and Triton work unchanged. Research use only, not a diagnosis. */
@Path("/v2")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Open Inference Protocol v2", description = "As clients of KServe and Triton speak it")
@APIResponse(responseCode = "200", description = "as the protocol has it")
@APIResponse(
        responseCode = "default",
        description = "refused or failed, as the protocol has it",
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ProtocolErrors.ProtocolError.class)))
@ChangesNothing
@RolesAllowed(Roles.VIEWER)
class OpenInferenceResource {

    private static final String HEADER_LENGTH = "Inference-Header-Content-Length";
    private static final List<String> EXTENSIONS = List.of("binary_tensor_data");

    private final Infer infer;
    private final ServedModels models;
    private final RequestBodies bodies;
    private final String version;

    OpenInferenceResource(
            Infer infer,
            ServedModels models,
            RequestBodies bodies,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.infer = infer;
        this.models = models;
        this.bodies = bodies;
        this.version = version;
    }

    /** What the server is. */
    record Server(String name, String version, List<String> extensions) {}

    /** Whether the server runs. */
    record Live(boolean live) {}

    /** Whether requests are answered. */
    record Ready(@Nullable String name, boolean ready) {}

    @GET
    @Operation(summary = "Name, version and extensions of the server")
    public Server server() {
        return new Server("cancernet-inference-service", version, EXTENSIONS);
    }

    @GET
    @Path("/health/live")
    @Operation(summary = "Whether the server runs")
    public Live live() {
        return new Live(true);
    }

    @GET
    @Path("/health/ready")
    @Operation(summary = "200 when a model is live, 503 while none is")
    public Response ready() {
        return answer(new Ready(null, models.ready()));
    }

    @GET
    @Path("/models/{name}")
    @Operation(summary = "Inputs, outputs and versions of the live model")
    public ServedModels.Metadata metadata(@PathParam("name") String name) {
        return models.metadata(name, null);
    }

    @GET
    @Path("/models/{name}/versions/{version}")
    @Operation(summary = "Inputs and outputs of a model version")
    public ServedModels.Metadata metadata(@PathParam("name") String name, @PathParam("version") String modelVersion) {
        return models.metadata(name, modelVersion);
    }

    @GET
    @Path("/models/{name}/ready")
    @Operation(summary = "200 when the live model has this name, 503 while none is live")
    public Response ready(@PathParam("name") String name) {
        return answer(new Ready(name, models.ready(name, null)));
    }

    @GET
    @Path("/models/{name}/versions/{version}/ready")
    @Operation(summary = "200 when the version is in memory, 503 when it would have to be loaded first")
    public Response ready(@PathParam("name") String name, @PathParam("version") String modelVersion) {
        return answer(new Ready(name, models.ready(name, modelVersion)));
    }

    @POST
    @Path("/models/{name}/infer")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Scores images with the live model", description = InferDocs.DESCRIPTION)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "an image file", value = InferDocs.EXAMPLE)))
    public Response infer(
            @PathParam("name") String name,
            @HeaderParam(HEADER_LENGTH) @Nullable String headerLength,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable Long length,
            InputStream body)
            throws IOException {
        return infer(name, null, headerLength, length, body);
    }

    @POST
    @Path("/models/{name}/versions/{version}/infer")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Scores images with a model version", description = InferDocs.DESCRIPTION)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "an image file", value = InferDocs.EXAMPLE)))
    public Response infer(
            @PathParam("name") String name,
            @PathParam("version") @Nullable String modelVersion,
            @HeaderParam(HEADER_LENGTH) @Nullable String headerLength,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable Long length,
            InputStream body)
            throws IOException {
        try (RequestBodies.Body read = bodies.read(body, length == null ? -1 : length)) {
            byte[] bytes = read.bytes();
            InferAnswer answer = infer.infer(
                    name, modelVersion, bytes, headerLength == null ? bytes.length : headerLength(headerLength));
            Response.ResponseBuilder response = Response.ok(answer.body());
            return answer.binary()
                    ? response.type(MediaType.APPLICATION_OCTET_STREAM)
                            .header(HEADER_LENGTH, answer.jsonLength())
                            .build()
                    : response.type(MediaType.APPLICATION_JSON).build();
        }
    }

    @ServerExceptionMapper
    public Response failed(RuntimeException e) {
        return ProtocolErrors.answer(e);
    }

    private static int headerLength(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "%s must be the number of bytes of the request's JSON: '%s'".formatted(HEADER_LENGTH, text), e);
        }
    }

    private static Response answer(Ready ready) {
        return Response.status(ready.ready() ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
                .entity(ready)
                .build();
    }
}
