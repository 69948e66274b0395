package io.cancernet.embedded;

/**
 * Credentials of the local stack's Postgres and object store.
 *
 * <p>They are for development: the servers listen on the loopback address only.
 *
 * @param postgresUser owner of the database {@code cancernet}
 * @param accessKey S3 access key
 * @param secretKey S3 secret key
 */
public record Credentials(String postgresUser, String postgresPassword, String accessKey, String secretKey) {

    /** The credentials that are used unless others are given. */
    public static final Credentials DEVELOPMENT =
            new Credentials("cancernet", "cancernet", "cancernet", "cancernet-secret");

    public Credentials {
        // The user name becomes part of SQL that takes no parameters.
        if (!postgresUser.matches("[a-z_][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("not a plain Postgres user name: " + postgresUser);
        }
        if (accessKey.isBlank() || secretKey.isBlank()) {
            throw new IllegalArgumentException("the S3 access key and secret key must not be blank");
        }
    }
}
