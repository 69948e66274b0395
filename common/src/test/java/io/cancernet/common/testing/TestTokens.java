package io.cancernet.common.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collection;
import org.eclipse.microprofile.config.ConfigProvider;

/** Access tokens of the {@link TestIssuer} that the service under test trusts. */
public final class TestTokens {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private TestTokens() {}

    public static String of(String user, String... roles) {
        return mint("user=%s&roles=%s".formatted(user, String.join(",", roles)));
    }

    public static String of(String user, Collection<String> roles) {
        return of(user, roles.toArray(String[]::new));
    }

    /** One that has run out. */
    public static String expired(String user, String... roles) {
        return mint("user=%s&roles=%s&seconds=-300".formatted(user, String.join(",", roles)));
    }

    /** One that was made for another system. */
    public static String elsewhere(String user, String... roles) {
        return mint("user=%s&roles=%s&audience=elsewhere".formatted(user, String.join(",", roles)));
    }

    private static String mint(String query) {
        String issuer = ConfigProvider.getConfig().getValue("quarkus.oidc.auth-server-url", String.class);
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(URI.create(issuer + "/mint?" + query))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
