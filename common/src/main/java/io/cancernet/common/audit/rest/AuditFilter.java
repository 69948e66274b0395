package io.cancernet.common.audit.rest;

import io.cancernet.common.audit.AuditEntry;
import io.cancernet.common.audit.AuditTrail;
import io.cancernet.common.audit.ChangesNothing;
import io.cancernet.common.security.Caller;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.AnnotatedElement;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Writes down each change that is asked for over REST: before it is made, so that none is made unseen, and then how it was
 * answered. A request that lacks a role never comes this far.
 */
@ApplicationScoped
public class AuditFilter {

    private static final Logger LOG = Logger.getLogger(AuditFilter.class);
    private static final String NUMBER = "cancernet.audit";
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final AuditTrail audit;
    private final Caller caller;
    private final CurrentVertxRequest current;

    public AuditFilter(AuditTrail audit, Caller caller, CurrentVertxRequest current) {
        this.audit = audit;
        this.caller = caller;
        this.current = current;
    }

    @ServerRequestFilter
    public void begin(ContainerRequestContext request, ResourceInfo resource) {
        if (READING.contains(request.getMethod()) || changesNothing(resource)) {
            return;
        }
        AuditEntry entry = AuditEntry.asked(
                Instant.now(),
                caller.name(),
                request.getMethod() + " " + template(resource),
                subject(request.getUriInfo().getPathParameters()),
                // Without the query, in which a hospital's own name of a case may stand.
                Map.of("path", request.getUriInfo().getRequestUri().getRawPath()),
                address());
        request.setProperty(NUMBER, audit.begin(entry));
    }

    @ServerResponseFilter
    public void end(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(NUMBER) instanceof Long number) {
            try {
                audit.end(number, response.getStatus(), made(response));
            } catch (RuntimeException e) {
                // The change is made and on record; that its answer is not may not undo it.
                LOG.warnf(e, "the answer to entry %d of the audit could not be written down", number);
            }
        }
    }

    private static boolean changesNothing(ResourceInfo resource) {
        return Stream.<@Nullable AnnotatedElement>of(resource.getResourceMethod(), resource.getResourceClass())
                .anyMatch(each -> each == null || each.isAnnotationPresent(ChangesNothing.class));
    }

    private static String template(ResourceInfo resource) {
        return Stream.<AnnotatedElement>of(resource.getResourceClass(), resource.getResourceMethod())
                .map(each -> each.getAnnotation(Path.class))
                .map(path -> path == null ? "" : path.value())
                .collect(Collectors.joining("/"))
                .replaceAll("/+", "/")
                .replaceAll("/$", "");
    }

    /** The ids in the address: a run's, or name and version of a model. */
    private static String subject(MultivaluedMap<String, String> parameters) {
        return Stream.of("name", "version", "slot", "id", "slideId", "ingestId", "erasureId", "uploadId")
                .map(parameters::getFirst)
                .filter(value -> value != null)
                .collect(Collectors.joining("/"));
    }

    /** The id of what a request made, as the last part of its address. */
    private static String made(ContainerResponseContext response) {
        String location = response.getHeaderString(HttpHeaders.LOCATION);
        boolean made = response.getStatus() == CREATED || response.getStatus() == ACCEPTED;
        return made && location != null ? location.replaceFirst("^.*/api/v1/[^/]+/", "") : "";
    }

    private String address() {
        RoutingContext context = current.getCurrent();
        return context == null ? "" : context.request().remoteAddress().hostAddress();
    }
}
