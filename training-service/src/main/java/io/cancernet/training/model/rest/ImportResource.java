package io.cancernet.training.model.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.security.Caller;
import io.cancernet.common.security.Roles;
import io.cancernet.training.model.ImportModels;
import io.cancernet.training.weights.StoredWeightFiles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.PartType;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Import of weights from elsewhere over REST. */
@Path("/api/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "models")
@Blocking
@RolesAllowed(Roles.TRAINER)
public class ImportResource {

    private final ImportModels models;
    private final StoredWeightFiles files;
    private final ObjectMapper json;
    private final Caller caller;

    public ImportResource(ImportModels models, ObjectStore store, ObjectMapper json, Caller caller) {
        this.models = models;
        this.files = new StoredWeightFiles(store);
        this.json = json;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "Import weights that lie in the object store or on the service's machine; a repeat changes nothing")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "import", value = NewModel.EXAMPLE)))
    public RestResponse<ModelView> create(NewModel body) {
        return answer(models.importWeights(body.toDomain(caller), files.read(body.requireFile())));
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(summary = "Import uploaded weights: part 'model' as in the JSON request, part 'weights' the file")
    public RestResponse<ModelView> upload(
            @RestForm @PartType(MediaType.TEXT_PLAIN) @Nullable String model,
            @RestForm("weights") @Nullable FileUpload weights)
            throws IOException {
        if (model == null || weights == null) {
            throw new IllegalArgumentException(
                    "two parts are required: model, a JSON object, and weights, a safetensors file");
        }
        return answer(models.importWeights(read(model).toDomain(caller), Files.readAllBytes(weights.uploadedFile())));
    }

    private NewModel read(String text) throws JsonProcessingException {
        NewModel read = json.readValue(text, NewModel.class);
        if (read == null) {
            throw new IllegalArgumentException("the part model is a JSON object, such as " + NewModel.EXAMPLE);
        }
        return read;
    }

    private static RestResponse<ModelView> answer(ImportModels.Imported imported) {
        ModelView view = ModelView.from(imported.model());
        return RestResponse.ResponseBuilder.create(
                        imported.known() ? Response.Status.OK : Response.Status.CREATED, view)
                .location(URI.create("/api/v1/models/" + imported.model().version()))
                .build();
    }
}
