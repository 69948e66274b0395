package io.cancernet.common.objectstore.minio;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Where the object store is, for programs that run beside a service; what is not named here is the service's default. */
public record ObjectStoreAddress(
        String endpoint,
        String accessKey,
        String secretKey,
        String bucket,
        String region,
        Optional<Path> caCertificates)
        implements ObjectStoreConfig {

    private static final String PREFIX = "CANCERNET_OBJECT_STORE_";
    private static final String REGION = "us-east-1";

    /** One that Java's own authorities vouch for, or that has no TLS. */
    public ObjectStoreAddress(String endpoint, String accessKey, String secretKey, String bucket) {
        this(endpoint, accessKey, secretKey, bucket, REGION, Optional.empty());
    }

    /**
     * The store of the environment variables that services read.
     *
     * @throws IllegalArgumentException naming the variable that is missing
     */
    public static ObjectStoreAddress of(Map<String, String> environment) {
        return new ObjectStoreAddress(
                required(environment, "ENDPOINT"),
                required(environment, "ACCESS_KEY"),
                required(environment, "SECRET_KEY"),
                value(environment, "BUCKET").orElse("cancernet"),
                value(environment, "REGION").orElse(REGION),
                value(environment, "CA_CERTIFICATES").map(Path::of));
    }

    private static String required(Map<String, String> environment, String name) {
        return value(environment, name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the environment variable %s%s is missing".formatted(PREFIX, name)));
    }

    /** Services take an empty variable for a missing one too. */
    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(PREFIX + name)).filter(value -> !value.isBlank());
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(30);
    }
}
