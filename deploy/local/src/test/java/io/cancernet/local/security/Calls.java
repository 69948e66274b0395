package io.cancernet.local.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** HTTP as a machine speaks it: JSON, forms and bearer tokens. */
final class Calls {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final Map<String, String> headers;

    Calls() {
        this(HttpClient.newBuilder(), Map.of());
    }

    /** Calls of servers whose certificates it trusts. */
    Calls(SSLContext trusted) {
        this(HttpClient.newBuilder().sslContext(trusted), Map.of());
    }

    private Calls(HttpClient.Builder http, Map<String, String> headers) {
        this.http = http.version(HttpClient.Version.HTTP_1_1).build();
        this.headers = headers;
    }

    /** Calls of somebody who claims another address than their own. */
    Calls claiming(String address) {
        return new Calls(
                HttpClient.newBuilder(),
                Map.of("X-Forwarded-For", address, "X-Real-IP", address, "Forwarded", "for=" + address));
    }

    /** @param body missing where there was none of JSON */
    record Answer(int status, JsonNode body, HttpResponse<String> response) {

        Answer require(int expected) {
            if (status != expected) {
                throw new AssertionError("%s answers %d: %s".formatted(response.uri(), status, response.body()));
            }
            return this;
        }
    }

    Answer get(URI address, @Nullable String token) {
        return send(authorized(address, token).build());
    }

    Answer post(URI address, @Nullable String token, Object body) {
        return send(authorized(address, token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(text(body)))
                .build());
    }

    Answer put(URI address, @Nullable String token, Object body) {
        return send(authorized(address, token)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(text(body)))
                .build());
    }

    /** A token of a realm. */
    String token(URI realm, Map<String, String> form) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.entrySet().stream()
                        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))))
                .build();
        return send(request).require(200).body().path("access_token").asText();
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            boolean json =
                    response.headers().firstValue("Content-Type").orElse("").contains("json");
            JsonNode body = json ? JSON.readTree(response.body()) : JSON.missingNode();
            return new Answer(response.statusCode(), body, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder authorized(URI address, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        headers.forEach(request::header);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static String text(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
