package io.cancernet.local.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The token that says to the services who asks, from {@code CANCERNET_TOKEN} or the file in {@code CANCERNET_TOKEN_FILE}. */
public final class BearerToken {

    /** For services that ask nobody. */
    public static final BearerToken NONE = new BearerToken(null, null);

    private static final String VALUE = "CANCERNET_TOKEN";
    private static final String FILE = "CANCERNET_TOKEN_FILE";

    private final @Nullable String value;
    private final @Nullable Path file;

    private BearerToken(@Nullable String value, @Nullable Path file) {
        this.value = value;
        this.file = file;
    }

    /**
     * The token in an environment.
     *
     * @throws IllegalArgumentException when others could read it on its way to the server
     */
    public static BearerToken of(Map<String, String> environment, URI server) {
        String value = environment.getOrDefault(VALUE, "").strip();
        String file = environment.getOrDefault(FILE, "").strip();
        if (value.isEmpty() && file.isEmpty()) {
            return NONE;
        }
        if (!"https".equalsIgnoreCase(server.getScheme()) && !isLoopback(server.getHost())) {
            throw new IllegalArgumentException(
                    "the token would be readable on its way to %s: use an https URL".formatted(server));
        }
        return new BearerToken(value.isEmpty() ? null : value, file.isEmpty() ? null : Path.of(file));
    }

    /** The token as it is now: whoever renews a file's token need not start the command again. */
    Optional<String> current() {
        if (value != null || file == null) {
            return Optional.ofNullable(value);
        }
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException e) {
            throw new FailedException("the token in %s=%s cannot be read: %s".formatted(FILE, file, e.getMessage()));
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
