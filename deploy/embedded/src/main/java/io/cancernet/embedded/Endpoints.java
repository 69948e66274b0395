package io.cancernet.embedded;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where clients reach the servers of a running stack. */
public record Endpoints(Kafka kafka, Postgres postgres, S3 s3) {

    /**
     * The broker.
     *
     * @param bootstrapServers {@code host:port}
     */
    public record Kafka(String bootstrapServers) {}

    /** The database {@code cancernet} and its owner. */
    public record Postgres(String jdbcUrl, String user, String password) {}

    /**
     * The object store.
     *
     * @param endpoint URL to be used with path-style addressing
     */
    public record S3(String endpoint, String accessKey, String secretKey) {}

    static Endpoints of(Ports ports, Credentials credentials, boolean encrypted) {
        return new Endpoints(
                new Kafka(Ports.HOST + ":" + ports.kafka()),
                new Postgres(
                        "jdbc:postgresql://" + Ports.HOST + ":" + ports.postgres() + "/cancernet",
                        credentials.postgresUser(),
                        credentials.postgresPassword()),
                new S3(
                        (encrypted ? "https://" : "http://") + Ports.HOST + ":" + ports.s3(),
                        credentials.accessKey(),
                        credentials.secretKey()));
    }

    /** One line of JSON; addresses only, because it may end up in a log. */
    String toJson() {
        // None of the values can hold a character that JSON would escape.
        return "{\"kafka\":\"%s\",\"postgres\":\"%s\",\"s3\":\"%s\"}"
                .formatted(kafka.bootstrapServers(), postgres.jdbcUrl(), s3.endpoint());
    }

    /** The ports in the line that {@link #toJson} wrote. */
    static Ports portsIn(String json) {
        return new Ports(port(json, Server.KAFKA), port(json, Server.POSTGRES), port(json, Server.S3));
    }

    private static int port(String json, Server server) {
        Matcher matcher = Pattern.compile("\"" + server.id() + "\":\"[^\"]*:(\\d+)[^\":]*\"")
                .matcher(json);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no " + server.id() + " address in " + json);
        }
        return Integer.parseInt(matcher.group(1));
    }
}
