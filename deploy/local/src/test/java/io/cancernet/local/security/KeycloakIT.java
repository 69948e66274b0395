package io.cancernet.local.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.local.console.Console;
import io.cancernet.local.console.LoginPages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The compose file's login: Keycloak with its realm, the gateway, the three services. */
@Tag("soak")
class KeycloakIT {

    private static final Path HOME = Path.of(System.getProperty("cancernet.home", "."));
    private static final Path SCREENSHOTS = Path.of("target", "console");
    private static final List<String> ROLES = List.of("viewer", "operator", "trainer", "approver");
    private static final String DIRECT = "test-direct";
    private static final String RUNS = "/api/v1/runs";

    @TempDir
    static Path folder = Path.of("");

    private static @Nullable ComposedSystem started;
    private static final String PASSWORD = UUID.randomUUID().toString();

    private final Calls calls = new Calls();

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(
                Files.isExecutable(ComposedSystem.NGINX),
                ComposedSystem.NGINX + " is missing: install Debian's nginx, or set cancernet.nginx");
        ComposedSystem system =
                ComposedSystem.start(HOME, Path.of(System.getProperty("cancernet.keycloak.home", "")), folder);
        started = system;
        RealmAdmin admin = admin();
        admin.addClient(DIRECT, PASSWORD, Map.of(), List.of(RealmAdmin.AUDIENCE));
        for (String role : ROLES) {
            admin.addUser(role + "-person", PASSWORD, role);
        }
    }

    @AfterAll
    static void stop() {
        if (started != null) {
            started.close();
        }
    }

    @Test
    void issuer_isThePublicOne_whoeverAsks() {
        for (URI realm : List.of(system().realm(), system().realmWithin())) {
            JsonNode described = calls.get(URI.create(realm + "/.well-known/openid-configuration"), null)
                    .require(200)
                    .body();

            assertThat(described.path("issuer").asText())
                    .isEqualTo(system().realm().toString());
            assertThat(described.path("authorization_endpoint").asText())
                    .startsWith(system().realm().toString());
            assertThat(described.path("end_session_endpoint").asText())
                    .startsWith(system().realm().toString());
            assertThat(described.path("token_endpoint").asText()).startsWith(realm.toString());
        }
    }

    @Test
    void machine_worksWithTheTokenOfItsClient_andIsOnRecord() {
        String token = calls.token(
                system().realm(),
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        "cancernet-pipeline",
                        "client_secret",
                        system().variable("PIPELINE_SECRET")));

        assertThat(status("/dataset/api/v1/slides", token)).isEqualTo(200);
        assertThat(status("/inference/api/v1/scoring-requests", token)).isEqualTo(200);
        erase(token).require(202);
        assertThat(calls.post(at(RUNS), token, Map.of()).status()).isEqualTo(403);
        JsonNode entries = calls.get(at("/dataset/api/v1/audit?who=service-account-cancernet-pipeline"), token)
                .require(200)
                .body()
                .path("items");
        assertThat(entries).extracting(each -> each.path("action").asText()).contains("POST /api/v1/erasures");
    }

    @ParameterizedTest
    @CsvSource({
        "viewer, 200, 403, 403, 403",
        "operator, 200, 200, 202, 403",
        "trainer, 200, 403, 403, 404",
        "approver, 200, 200, 403, 403"
    })
    void role_opensWhatItMay(String role, int read, int audit, int erase, int cancel) {
        String token = tokenOf(role);

        for (String service : List.of("", "/dataset", "/inference")) {
            assertThat(status(service + "/api/v1/audit", token)).as(service).isEqualTo(audit);
        }
        assertThat(status(RUNS, token)).isEqualTo(read);
        assertThat(status("/dataset/api/v1/slides", token)).isEqualTo(read);
        assertThat(status("/inference/api/v1/scoring-requests", token)).isEqualTo(read);
        assertThat(erase(token).status()).isEqualTo(erase);
        assertThat(calls.post(at(RUNS + "/20260102-030405-0a1b2c/cancel"), token, Map.of())
                        .status())
                .isEqualTo(cancel);
    }

    @Test
    void withoutAToken_orWithOneForOthers_everyServiceIsClosed() {
        admin().addClient("of-another-system", PASSWORD, Map.of(), List.of());
        String elsewhere = calls.token(system().realm(), login("of-another-system", "operator"));

        for (String service : List.of("", "/dataset", "/inference")) {
            String path = service + "/api/v1/audit";
            assertThat(status(path, null)).as(path).isEqualTo(401);
            assertThat(status(path, "nonsense")).as(path).isEqualTo(401);
            assertThat(status(path, admin().token())).as("of another realm").isEqualTo(401);
            assertThat(status(path, elsewhere)).as("for another audience").isEqualTo(401);
        }
    }

    @Test
    void token_runsOut() {
        admin().addClient("short", PASSWORD, Map.of("access.token.lifespan", "5"), List.of(RealmAdmin.AUDIENCE));
        String token = calls.token(system().realm(), login("short", "operator"));
        assertThat(status(RUNS, token)).isEqualTo(200);

        await().atMost(Duration.ofMinutes(1)).until(() -> status(RUNS, token) == 401);
    }

    @Test
    void addressOnRecord_isTheOneThatTheGatewaySaw_whateverAClientClaims() {
        String token = tokenOf("operator");
        Calls.Answer answer = calls.claiming("203.0.113.9")
                .post(at("/dataset/api/v1/erasures"), token, erasure())
                .require(202);

        JsonNode entry = calls.get(
                        at("/dataset/api/v1/audit?who=operator-person&action=POST%20/api/v1/erasures&limit=1"), token)
                .body()
                .at("/items/0");
        assertThat(entry.path("subject").asText())
                .isEqualTo(answer.body().path("erasureId").asText());
        assertThat(entry.path("address").asText()).isEqualTo("127.0.0.1");
    }

    @TestFactory
    Stream<DynamicTest> person_logsInAndOut_inABrowser() {
        assumeTrue(Console.hasBrowser(), Console.missing());
        // So short that the session is renewed while the pages are looked at, by each of the services.
        admin().setTokenLife(10);
        Console console = Console.start(system().url(), SCREENSHOTS);
        return new LoginPages(console, "trainer-person", PASSWORD).tests().onClose(console::close);
    }

    private Calls.Answer erase(String token) {
        return calls.post(at("/dataset/api/v1/erasures"), token, erasure());
    }

    private static Map<String, String> erasure() {
        return Map.of("caseId", "nobodys-" + UUID.randomUUID(), "by", "somebody", "reason", "consent withdrawn");
    }

    private int status(String path, @Nullable String token) {
        return calls.get(at(path), token).status();
    }

    private String tokenOf(String role) {
        return calls.token(system().realm(), login(DIRECT, role));
    }

    private static Map<String, String> login(String client, String role) {
        return Map.of(
                "grant_type",
                "password",
                "client_id",
                client,
                "client_secret",
                PASSWORD,
                "username",
                role + "-person",
                "password",
                PASSWORD);
    }

    private static URI at(String path) {
        return system().url().resolve(path);
    }

    private static RealmAdmin admin() {
        return new RealmAdmin(system().url(), system().variable("KEYCLOAK_PASSWORD"));
    }

    private static ComposedSystem system() {
        return Objects.requireNonNull(started, "the system");
    }
}
