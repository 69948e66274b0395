package io.cancernet.inference.protocol.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cancernet.common.audit.ChangesNothing;
import io.cancernet.common.security.Roles;
import io.cancernet.inference.protocol.ServedModels;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The index of Triton's model repository extension. Models are loaded by promotion, so nothing else of it is served. */
@Path("/v2/repository")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Open Inference Protocol v2")
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
class RepositoryResource {

    private final ServedModels models;
    private final ObjectMapper json;

    RepositoryResource(ServedModels models, ObjectMapper json) {
        this.models = models;
        this.json = json;
    }

    @POST
    @Path("/index")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "All model versions that can be asked for, and whether they are in memory")
    @RequestBody(
            required = false,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "those in memory", value = "{\"ready\": true}")))
    public List<ServedModels.Listed> index(InputStream body) throws IOException {
        try {
            return models.index(json.readTree(body).path("ready").asBoolean());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the body must be a JSON object, such as {\"ready\": true}", e);
        }
    }

    @ServerExceptionMapper
    public Response failed(RuntimeException e) {
        return ProtocolErrors.answer(e);
    }
}
