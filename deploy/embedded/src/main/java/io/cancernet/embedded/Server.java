package io.cancernet.embedded;

import java.util.Locale;

/** A server of the stack. */
public enum Server {
    KAFKA,
    POSTGRES,
    S3;

    /** Name of the server in commands, flags and messages: {@code kafka}, {@code postgres} or {@code s3}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Server of(String id) {
        for (Server server : values()) {
            if (server.id().equals(id)) {
                return server;
            }
        }
        throw new IllegalArgumentException("no server is called '" + id + "': kafka, postgres or s3");
    }
}
