package io.cancernet.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the child JVM is started with.
 *
 * @param dataDirectory absolute; holds the data of all three servers and their logs
 * @param binaries absolute; where the Postgres binaries are unpacked
 * @param key of servers that speak TLS; null where they do not
 */
record ServerOptions(
        Path dataDirectory,
        Path binaries,
        Ports ports,
        Credentials credentials,
        @Nullable ServerKey key) {

    static final String USAGE = """
            Usage: EmbeddedServers --data-dir DIR [options]
              --binaries-dir DIR         where Postgres is unpacked (default: in the data directory)
              --kafka-port N             0 = a free one (default)
              --postgres-port N          0 = a free one (default)
              --s3-port N                0 = a free one (default)
              --postgres-user USER       default: cancernet
              --postgres-password WORD   default: cancernet
              --s3-access-key KEY        default: cancernet
              --s3-secret-key KEY        default: cancernet-secret
              --key-store FILE           PKCS #12; with it all servers speak TLS, and Kafka asks for Postgres' user and
                                         password (SCRAM-SHA-512)
              --key-store-password WORD  of the file and of the key in it
            """;

    private static final List<String> FLAGS = List.of(
            "--data-dir",
            "--binaries-dir",
            "--kafka-port",
            "--postgres-port",
            "--s3-port",
            "--postgres-user",
            "--postgres-password",
            "--s3-access-key",
            "--s3-secret-key",
            "--key-store",
            "--key-store-password");

    ServerOptions {
        dataDirectory = dataDirectory.toAbsolutePath().normalize();
        binaries = binaries.toAbsolutePath().normalize();
    }

    static ServerOptions parse(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!FLAGS.contains(arguments[i])) {
                throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("a value is missing after " + arguments[i]);
            }
            values.put(arguments[i], arguments[i + 1]);
        }
        String data = values.get("--data-dir");
        if (data == null) {
            throw new IllegalArgumentException("--data-dir is missing");
        }
        Credentials standard = Credentials.DEVELOPMENT;
        return new ServerOptions(
                Path.of(data),
                Path.of(values.getOrDefault(
                        "--binaries-dir", Path.of(data, "postgres-binaries").toString())),
                new Ports(port(values, "--kafka-port"), port(values, "--postgres-port"), port(values, "--s3-port")),
                new Credentials(
                        values.getOrDefault("--postgres-user", standard.postgresUser()),
                        values.getOrDefault("--postgres-password", standard.postgresPassword()),
                        values.getOrDefault("--s3-access-key", standard.accessKey()),
                        values.getOrDefault("--s3-secret-key", standard.secretKey())),
                key(values));
    }

    private static @Nullable ServerKey key(Map<String, String> values) {
        String file = values.get("--key-store");
        return file == null ? null : new ServerKey(Path.of(file), values.getOrDefault("--key-store-password", ""));
    }

    List<String> toArguments() {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("--data-dir", dataDirectory.toString(), "--binaries-dir", binaries.toString()));
        for (Server server : Server.values()) {
            arguments.addAll(List.of("--" + server.id() + "-port", Integer.toString(ports.of(server))));
        }
        arguments.addAll(List.of("--postgres-user", credentials.postgresUser()));
        arguments.addAll(List.of("--postgres-password", credentials.postgresPassword()));
        arguments.addAll(List.of("--s3-access-key", credentials.accessKey()));
        arguments.addAll(List.of("--s3-secret-key", credentials.secretKey()));
        if (key != null) {
            arguments.addAll(List.of("--key-store", key.keyStore().toString()));
            arguments.addAll(List.of("--key-store-password", key.password()));
        }
        return arguments;
    }

    ServerOptions withPorts(Ports others) {
        return new ServerOptions(dataDirectory, binaries, others, credentials, key);
    }

    private static int port(Map<String, String> values, String flag) {
        String value = values.getOrDefault(flag, "0");
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(flag + ": '" + value + "' is no port", e);
        }
    }
}
