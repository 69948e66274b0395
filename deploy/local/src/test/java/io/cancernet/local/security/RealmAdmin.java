package io.cancernet.local.security;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** What an administrator does at Keycloak: makes users and gives them roles. */
final class RealmAdmin {

    /** What makes a client's tokens ones for the services, as the realm's own clients have it. */
    static final Map<String, Object> AUDIENCE = Map.of(
            "name",
            "audience of the services",
            "protocol",
            "openid-connect",
            "protocolMapper",
            "oidc-audience-mapper",
            "config",
            Map.of("included.client.audience", "cancernet", "access.token.claim", "true"));

    private final Calls calls = new Calls();
    private final URI url;
    private final String password;

    /** @param url of the gateway */
    RealmAdmin(URI url, String password) {
        this.url = url;
        this.password = password;
    }

    /** A token of the administrator, who is of another realm. */
    String token() {
        return calls.token(
                url.resolve("/auth/realms/master"),
                Map.of("grant_type", "password", "client_id", "admin-cli", "username", "admin", "password", password));
    }

    void addUser(String name, String userPassword, String role) {
        calls.post(
                        admin("/users"),
                        token(),
                        Map.of(
                                "username",
                                name,
                                "enabled",
                                true,
                                "email",
                                name + "@example.org",
                                "emailVerified",
                                true,
                                "firstName",
                                name,
                                "lastName",
                                "Test",
                                "credentials",
                                List.of(Map.of("type", "password", "value", userPassword, "temporary", false))))
                .require(201);
        String id = calls.get(admin("/users?exact=true&username=" + name), token())
                .body()
                .path(0)
                .path("id")
                .asText();
        JsonNode found =
                calls.get(admin("/roles/" + role), token()).require(200).body();
        calls.post(admin("/users/" + id + "/role-mappings/realm"), token(), List.of(found))
                .require(204);
    }

    /** A client by which programs log a user in, as the realm's own do not allow. */
    void addClient(String id, String secret, Map<String, String> attributes, List<Map<String, Object>> mappers) {
        calls.post(
                        admin("/clients"),
                        token(),
                        Map.of(
                                "clientId",
                                id,
                                "secret",
                                secret,
                                "publicClient",
                                false,
                                "standardFlowEnabled",
                                false,
                                "directAccessGrantsEnabled",
                                true,
                                "attributes",
                                attributes,
                                "protocolMappers",
                                mappers))
                .require(201);
    }

    /** How long tokens last from now on. */
    void setTokenLife(int seconds) {
        calls.put(admin(""), token(), Map.of("accessTokenLifespan", seconds)).require(204);
    }

    private URI admin(String path) {
        return url.resolve("/auth/admin/realms/cancernet" + path);
    }
}
