package io.cancernet.common.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.common.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The realm that {@code deploy/compose} starts Keycloak with, against what the services expect. */
class KeycloakRealmTest {

    private static final String PLACEHOLDER = "\\$\\{[A-Z_]+}";

    private final JsonNode realm = read();

    @Test
    void roles_areThoseOfTheServices() {
        assertThat(texts(realm.path("roles").path("realm"), "name")).containsExactlyElementsOf(Roles.ALL);
        assertThat(elements(realm.path("users")).flatMap(user -> elements(user.path("realmRoles"))))
                .allSatisfy(role -> assertThat(Roles.ALL).contains(role.asText()));
    }

    @Test
    void client_isTheOneThatTheServicesAre_andProvesItself() throws IOException {
        JsonNode client = client(setting("quarkus.oidc.client-id"));

        assertThat(client.path("publicClient").asBoolean(true)).isFalse();
        assertThat(client.path("implicitFlowEnabled").asBoolean(true)).isFalse();
        assertThat(client.path("directAccessGrantsEnabled").asBoolean(true)).isFalse();
        assertThat(client.path("attributes").path("pkce.code.challenge.method").asText())
                .isEqualTo("S256");
        assertThat(texts(client.path("redirectUris"), ""))
                .containsExactly("${CANCERNET_PUBLIC_URL}" + setting("quarkus.oidc.authentication.redirect-path"));
    }

    @Test
    void everyClientsTokens_areForTheServices() throws IOException {
        String audience = setting("quarkus.oidc.token.audience");

        assertThat(elements(realm.path("clients"))).allSatisfy(client -> assertThat(
                        elements(client.path("protocolMappers")).map(mapper -> mapper.path("config")
                                .path("included.client.audience")
                                .asText()))
                .containsExactly(audience));
    }

    @Test
    void file_holdsNoSecret_andNoPerson() {
        assertThat(realm.findValues("secret")).isNotEmpty().allSatisfy(secret -> assertThat(secret.asText())
                .matches(PLACEHOLDER));
        assertThat(realm.findValues("credentials")).isEmpty();
        assertThat(elements(realm.path("users"))).allSatisfy(user -> assertThat(user.has("serviceAccountClientId"))
                .isTrue());
    }

    private JsonNode client(String id) {
        return elements(realm.path("clients"))
                .filter(each -> each.path("clientId").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String setting(String key) throws IOException {
        Properties settings = new Properties();
        try (InputStream in = Roles.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
            settings.load(in);
        }
        return settings.getProperty(key, "");
    }

    private static List<String> texts(JsonNode list, String field) {
        return elements(list)
                .map(each -> field.isEmpty() ? each.asText() : each.path(field).asText())
                .toList();
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static JsonNode read() {
        try {
            return Json.mapper()
                    .readTree(Path.of("..", "deploy", "compose", "keycloak", "realm.json")
                            .toFile());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
