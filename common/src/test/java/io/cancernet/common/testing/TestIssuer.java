package io.cancernet.common.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cancernet.common.json.Json;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * An OpenID Connect provider for tests, with one client and Keycloak's claims. Its login has no form: whoever {@code user}
 * and {@code roles} in the address name is logged in. {@code /mint} makes access tokens, see {@link TestTokens}.
 */
public final class TestIssuer implements AutoCloseable {

    static final String CLIENT = "cancernet";

    /** Nobody's but this test's. */
    static final String SECRET = "of-the-client-in-tests-and-nowhere-else";

    private static final String KEY_ID = "tests";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys;
    private final HttpServer server;
    private final Map<String, Login> logins = new ConcurrentHashMap<>();

    private record Login(String user, List<String> roles, String challenge) {}

    public TestIssuer() {
        try {
            keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/.well-known/openid-configuration", exchange -> json(exchange, discovery()));
        server.createContext("/keys", exchange -> json(exchange, Map.of("keys", List.of(key()))));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::exchangeCode);
        server.createContext(
                "/end-session",
                exchange -> redirect(exchange, query(exchange).getOrDefault("post_logout_redirect_uri", url())));
        server.createContext("/mint", this::mint);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private Map<String, Object> discovery() {
        return Map.of(
                "issuer",
                url(),
                "authorization_endpoint",
                url() + "/authorize",
                "token_endpoint",
                url() + "/token",
                "end_session_endpoint",
                url() + "/end-session",
                "jwks_uri",
                url() + "/keys",
                "response_types_supported",
                List.of("code"),
                "subject_types_supported",
                List.of("public"),
                "id_token_signing_alg_values_supported",
                List.of("RS256"));
    }

    private Map<String, Object> key() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return Map.of(
                "kty",
                "RSA",
                "use",
                "sig",
                "alg",
                "RS256",
                "kid",
                KEY_ID,
                "n",
                unsigned(key.getModulus()),
                "e",
                unsigned(key.getPublicExponent()));
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange);
        if (!CLIENT.equals(query.get("client_id")) || !query.containsKey("user")) {
            answer(exchange, 400, "text/plain", "who logs in?");
            return;
        }
        String code = UUID.randomUUID().toString();
        logins.put(
                code,
                new Login(
                        query.get("user"),
                        list(query.getOrDefault("roles", "")),
                        query.getOrDefault("code_challenge", "")));
        redirect(
                exchange,
                query.get("redirect_uri") + "?code=" + code + "&state=" + URLEncoder.encode(query.get("state"), UTF_8));
    }

    private void exchangeCode(HttpExchange exchange) throws IOException {
        Map<String, String> form = pairs(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        Login login = logins.remove(form.getOrDefault("code", ""));
        if (login == null || !isClient(exchange) || !login.challenge().equals(challenge(form))) {
            answer(exchange, 400, "application/json", "{\"error\":\"invalid_grant\"}");
            return;
        }
        json(
                exchange,
                Map.of(
                        "access_token", token(login.user(), login.roles(), CLIENT, 300),
                        "id_token", token(login.user(), List.of(), CLIENT, 300),
                        "refresh_token", UUID.randomUUID().toString(),
                        "token_type", "Bearer",
                        "expires_in", 300));
    }

    private void mint(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange);
        answer(
                exchange,
                200,
                "text/plain",
                token(
                        query.getOrDefault("user", ""),
                        list(query.getOrDefault("roles", "")),
                        query.getOrDefault("audience", CLIENT),
                        Integer.parseInt(query.getOrDefault("seconds", "300"))));
    }

    private String token(String user, List<String> roles, String audience, int seconds) {
        Instant until = Instant.now().plusSeconds(seconds);
        return Jwt.issuer(url())
                .subject("id-of-" + user)
                .preferredUserName(user)
                .audience(audience)
                .claim("realm_access", Map.of("roles", roles))
                .issuedAt(until.minusSeconds(600))
                .expiresAt(until)
                .jws()
                .keyId(KEY_ID)
                .sign(keys.getPrivate());
    }

    private static boolean isClient(HttpExchange exchange) {
        String basic = Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(UTF_8));
        return ("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    /** Of the verifier that only the one who began the login knows (RFC 7636). */
    private static String challenge(Map<String, String> form) {
        try {
            return BASE64.encodeToString(MessageDigest.getInstance("SHA-256")
                    .digest(form.getOrDefault("code_verifier", "").getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    private static List<String> list(String text) {
        return Stream.of(text.split(",", -1)).filter(each -> !each.isEmpty()).toList();
    }

    private static Map<String, String> query(HttpExchange exchange) {
        String raw = exchange.getRequestURI().getRawQuery();
        return raw == null ? Map.of() : pairs(raw);
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new HashMap<>();
        for (String pair : text.split("&", -1)) {
            int at = pair.indexOf('=');
            if (at > 0) {
                pairs.put(pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), UTF_8));
            }
        }
        return pairs;
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        answer(exchange, 302, "text/plain", "");
    }

    private static void json(HttpExchange exchange, Map<String, Object> body) throws IOException {
        answer(exchange, 200, "application/json", Json.text(body));
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
