package io.cancernet.dataset.upload.rest;

import io.cancernet.common.page.Page;
import io.cancernet.common.security.Roles;
import io.cancernet.dataset.upload.BodyUploads;
import io.cancernet.dataset.upload.Upload;
import io.cancernet.dataset.upload.UploadId;
import io.cancernet.dataset.upload.UploadPart;
import io.cancernet.dataset.upload.Uploads;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Uploads in parts over REST. */
@Path("/api/v1/uploads")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "uploads", description = "Large files on their way to the object store")
@RolesAllowed(Roles.OPERATOR)
public class UploadResource {

    private final Uploads uploads;
    private final BodyUploads bodies;

    UploadResource(Uploads uploads, BodyUploads bodies) {
        this.uploads = uploads;
        this.bodies = bodies;
    }

    @POST
    @Operation(summary = "Begin an upload")
    public Response begin(UploadRequest request) {
        Upload upload = uploads.begin(request.name(), request.size(), request.sha256());
        return Response.created(URI.create("/api/v1/uploads/" + upload.uploadId()))
                .entity(UploadResponse.from(upload))
                .build();
    }

    @POST
    @Path("/whole")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Upload the file in the body, where clients do not reach the object store")
    public Response whole(@QueryParam("name") @DefaultValue("") String name, InputStream body) {
        Upload upload = bodies.keep(name, body);
        return Response.created(URI.create("/api/v1/uploads/" + upload.uploadId()))
                .entity(UploadResponse.from(upload))
                .build();
    }

    @GET
    @Path("/{uploadId}")
    @Operation(summary = "One upload and how it stands")
    public UploadResponse get(@PathParam("uploadId") String uploadId) {
        return UploadResponse.from(uploads.get(new UploadId(uploadId)));
    }

    @GET
    @Path("/{uploadId}/parts")
    @Operation(summary = "Parts with the addresses that take them by PUT for a while; ask again for those that ran out")
    public Page<UploadPart> parts(
            @PathParam("uploadId") String uploadId,
            @QueryParam("from") @DefaultValue("1") int from,
            @QueryParam("count") @DefaultValue("100") int count) {
        return Page.whole(uploads.parts(new UploadId(uploadId), from, count));
    }

    @POST
    @Path("/{uploadId}/complete")
    @Operation(summary = "Put the parts together and check length and sha256")
    public UploadResponse complete(@PathParam("uploadId") String uploadId, CompleteRequest request) {
        return UploadResponse.from(uploads.complete(new UploadId(uploadId), request.parts()));
    }

    @DELETE
    @Path("/{uploadId}")
    @Operation(summary = "Abort an upload, or remove one that is complete")
    public void abort(@PathParam("uploadId") String uploadId) {
        uploads.abort(new UploadId(uploadId));
    }
}
