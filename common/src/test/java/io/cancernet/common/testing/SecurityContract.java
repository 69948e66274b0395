package io.cancernet.common.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cancernet.common.audit.ChangesNothing;
import io.cancernet.common.audit.rest.AuditResource;
import io.cancernet.common.json.Json;
import io.cancernet.common.rest.Problem;
import io.cancernet.common.security.Roles;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * How every service answers to whom. It finds the endpoints itself, so that a new one is covered; the service runs with a
 * {@link TestIssuerResource}.
 */
public abstract class SecurityContract {

    private static final String BOUNDARY = "cancernet-test";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Path SERVED_DESCRIPTION = Path.of("target", "openapi.json");
    /** Equal descriptions are equal files. */
    private static final ObjectMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT)
            .build();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestHTTPResource("/")
    URI root = URI.create("http://localhost");

    /** A class of the service, beside which its endpoints are. */
    protected abstract Class<?> service();

    /** An answer to a request, of which the body may still go on. */
    protected record Answer(int status, HttpResponse<InputStream> response) {

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public String text() {
            try (InputStream in = response.body()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public JsonNode json() {
            try {
                return Json.mapper().readTree(text());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void drop() {
            try {
                response.body().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void everyEndpoint_saysWhoMayCallIt_andIsFound() throws IOException {
        List<Endpoint> endpoints = endpoints();

        assertThat(endpoints).allSatisfy(each -> {
            assertThat(each.roles()).as(each.toString()).isNotEmpty().isSubsetOf(Roles.ALL);
            boolean changes = !each.isRead() && !changesNothing(each);
            assertThat(each.roles().contains(Roles.VIEWER) && changes)
                    .as(each + " changes something and is open to viewers")
                    .isFalse();
        });
        Answer described = send("GET", "/q/openapi?format=json", token(Set.of(Roles.VIEWER)));
        assertThat(described.status()).isEqualTo(200);
        long operations = described.json().path("paths").properties().stream()
                .filter(path -> !path.getKey().startsWith("/q/"))
                .mapToLong(path -> path.getValue().properties().stream()
                        .filter(each -> each.getValue().has("responses"))
                        .count())
                .sum();
        assertThat(endpoints.stream()
                        .map(each -> each.verb() + each.template())
                        .distinct()
                        .count())
                .as("endpoints by their annotations, and in the API description")
                .isGreaterThanOrEqualTo(operations);
    }

    @Test
    void apiDescription_isThePublishedOne() throws IOException {
        JsonNode served = send("GET", "/q/openapi?format=json", token(Set.of(Roles.VIEWER)))
                .json();
        Files.writeString(
                SERVED_DESCRIPTION, SORTED.writeValueAsString(SORTED.treeToValue(served, Object.class)) + "\n");

        Path module = Path.of("").toAbsolutePath();
        Path published = module.resolveSibling("deploy/guides/openapi").resolve(module.getFileName() + ".json");
        assertThat(published)
                .as(
                        "after a change of the REST interface: cp %s/%s deploy/guides/openapi/%s",
                        module.getFileName(), SERVED_DESCRIPTION, published.getFileName())
                .exists()
                .hasSameTextualContentAs(SERVED_DESCRIPTION);
    }

    @Test
    void withoutToken_everyEndpointIsClosed() {
        SoftAssertions all = new SoftAssertions();
        for (Endpoint each : endpoints()) {
            Answer answer = send(each, null);
            all.assertThat(answer.status()).as(each.toString()).isEqualTo(401);
            all.assertThat(answer.header("WWW-Authenticate"))
                    .as(each.toString())
                    .isEqualTo("Bearer");
            all.assertThat(answer.header("Content-Type")).as(each.toString()).startsWith(Problem.MEDIA_TYPE);
            answer.drop();
        }
        for (String description :
                List.of("/q/openapi", "/q/openapi.json", "/q/openapi.yaml", "/q/openapi.yml", "/asyncapi.json")) {
            all.assertThat(send("GET", description, null).status())
                    .as(description)
                    .isEqualTo(401);
        }
        all.assertAll();
    }

    @Test
    void withEveryOtherRole_everyEndpointIsClosed() {
        SoftAssertions all = new SoftAssertions();
        for (Endpoint each : endpoints()) {
            Set<String> others = new TreeSet<>(Roles.ALL);
            others.removeAll(each.roles());
            if (each.roles().contains(Roles.VIEWER)) {
                // The other roles include it.
                others.clear();
            }
            Answer answer = send(each, token(others));
            all.assertThat(answer.status()).as("%s with %s", each, others).isEqualTo(403);
            all.assertThat(answer.json().path("code").asText())
                    .as(each.toString())
                    .isEqualTo("forbidden");
        }
        all.assertAll();
    }

    @Test
    void withOneOfItsRoles_everyEndpointIsOpen_andEachChangeIsOnRecord() {
        SoftAssertions all = new SoftAssertions();
        for (Endpoint each : endpoints()) {
            for (String role : each.roles()) {
                Answer answer = send(each, TestTokens.of("walker", role));
                all.assertThat(answer.status()).as("%s with %s", each, role).isNotIn(401, 403, 405, 415, 500);
                answer.drop();
            }
        }
        all.assertThat(actions("walker"))
                .containsExactlyInAnyOrderElementsOf(endpoints().stream()
                        .filter(each -> !each.isRead() && !changesNothing(each))
                        .map(each -> each.verb() + " " + each.template())
                        .collect(Collectors.toSet()));
        all.assertAll();
    }

    @Test
    void brokenToken_isRefused() {
        String[] parts = TestTokens.of("mallory", Roles.VIEWER).split("\\.", -1);
        String forged = parts[0] + "." + TestTokens.of("mallory", Roles.ALL).split("\\.", -1)[1] + "." + parts[2];

        assertThat(Stream.of(
                                forged,
                                "nonsense",
                                TestTokens.expired("mallory", Roles.VIEWER),
                                TestTokens.elsewhere("mallory", Roles.VIEWER))
                        .map(token -> send("GET", "/api/v1/audit", token).status()))
                .containsOnly(401);
    }

    @Test
    void everyAnswer_tellsTheBrowserWhatAPageMayDo() {
        for (Answer answer : List.of(
                send("GET", "/q/health/live", null),
                send("GET", "/api/v1/audit", null),
                send("GET", "/api/v1/audit", token(Set.of(Roles.OPERATOR))),
                send("GET", "/nowhere", null))) {
            assertThat(answer.header("Content-Security-Policy"))
                    .startsWith("default-src 'self'")
                    .contains("frame-ancestors 'none'");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Strict-Transport-Security")).isEmpty();
        }
    }

    @Test
    void formThatIsNotThere_isNotAcceptable_ratherThanMadeUp() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(root.resolve("/api/v1/audit"))
                .header("Authorization", "Bearer " + token(Set.of(Roles.APPROVER)))
                .header("Accept", "text/html")
                .build();

        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(406);
    }

    @Test
    void changeAskedForByAPageOfAnotherSite_isRefused() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(root.resolve("/api/v1/anything"))
                .header("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.noBody())
                .build();

        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    }

    @Test
    void person_logsInFromAPage_isKnownByTheSession_andLogsOut() {
        Browser browser = new Browser(root);
        URI page = root.resolve("/console/run.html?id=1");

        URI login = Browser.target(browser.get(page));
        assertThat(login.toString()).contains("/authorize?", "code_challenge_method=S256", "client_id=cancernet");
        assertThat(login.toString())
                .contains("redirect_uri=" + URLEncoder.encode(root + "console/", StandardCharsets.UTF_8));
        URI back = Browser.target(browser.get(URI.create(login + "&user=alice&roles=approver")));
        URI arrived = Browser.target(browser.get(back));

        assertThat(arrived).isEqualTo(page);
        assertThat(browser.hasSession()).isTrue();
        assertThat(browser.received())
                .filteredOn(cookie -> cookie.startsWith("q_session"))
                .allSatisfy(cookie ->
                        assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Lax", "Path=/"));
        assertThat(browser.get(root.resolve("/api/v1/audit")).statusCode()).isEqualTo(200);
        assertThat(new Browser(root).get(root.resolve("/api/v1/audit")).statusCode())
                .isEqualTo(401);

        assertThat(Browser.target(browser.get(root.resolve("/logout"))).getPath())
                .isEqualTo("/end-session");
        assertThat(browser.hasSession()).isFalse();
        assertThat(browser.get(root.resolve("/api/v1/audit")).statusCode()).isEqualTo(401);
    }

    @Test
    void answerOfTheProviderThatNobodyAskedFor_isNoLogin() {
        Browser browser = new Browser(root);
        URI login = Browser.target(browser.get(root.resolve("/console/")));
        URI back = Browser.target(browser.get(URI.create(login + "&user=mallory&roles=approver")));

        Browser victim = new Browser(root);
        victim.get(back);

        assertThat(victim.hasSession()).isFalse();
    }

    /** Sends a request with a JSON object as body where the verb has one. */
    protected final Answer send(String verb, String path, @Nullable String token) {
        return send(verb, path, MediaType.APPLICATION_JSON, "{}", token);
    }

    protected final Answer post(String path, String json, String token) {
        return send("POST", path, MediaType.APPLICATION_JSON, json, token);
    }

    protected final String token(Set<String> roles) {
        return TestTokens.of("somebody", roles);
    }

    /** What is on record of somebody. */
    protected final JsonNode audit(String who) {
        return send("GET", "/api/v1/audit?limit=1000&who=" + who, token(Set.of(Roles.APPROVER)))
                .json()
                .path("items");
    }

    private Set<String> actions(String who) {
        return StreamSupport.stream(audit(who).spliterator(), false)
                .map(entry -> entry.path("action").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Endpoint> endpoints() {
        return Stream.of(service(), AuditResource.class)
                .flatMap(each -> Endpoint.beside(each).stream())
                .toList();
    }

    private static boolean changesNothing(Endpoint endpoint) {
        return endpoint.method().isAnnotationPresent(ChangesNothing.class)
                || endpoint.method().getDeclaringClass().isAnnotationPresent(ChangesNothing.class);
    }

    private Answer send(Endpoint endpoint, @Nullable String token) {
        return send(endpoint.verb(), endpoint.path(), endpoint.takes(), "{}", token);
    }

    private Answer send(String verb, String path, String type, String body, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path)).timeout(TIMEOUT);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (verb.equals("GET")) {
            request.GET();
        } else if (type.startsWith("multipart/")) {
            String empty = "--%s\r\nContent-Disposition: form-data; name=\"nothing\"\r\n\r\n\r\n--%s--\r\n";
            request.header("Content-Type", type + "; boundary=" + BOUNDARY)
                    .method(verb, BodyPublishers.ofString(empty.formatted(BOUNDARY, BOUNDARY)));
        } else {
            request.header("Content-Type", type).method(verb, BodyPublishers.ofString(body));
        }
        try {
            HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(verb + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
