package io.cancernet.common.objectstore.minio;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Where the object store is, for programs that run beside a service; what is not named here is the service's default. */
public record ObjectStoreAddress(
        String endpoint, String accessKey, String secretKey, String bucket, Optional<Path> caCertificates)
        implements ObjectStoreConfig {

    private static final String PREFIX = "CANCERNET_OBJECT_STORE_";

    /** One that Java's own authorities vouch for, or that has no TLS. */
    public ObjectStoreAddress(String endpoint, String accessKey, String secretKey, String bucket) {
        this(endpoint, accessKey, secretKey, bucket, Optional.empty());
    }

    /**
     * The store of the environment variables that services read.
     *
     * @throws IllegalArgumentException naming the variable that is missing
     */
    public static ObjectStoreAddress of(Map<String, String> environment) {
        return new ObjectStoreAddress(
                value(environment, "ENDPOINT"),
                value(environment, "ACCESS_KEY"),
                value(environment, "SECRET_KEY"),
                environment.getOrDefault(PREFIX + "BUCKET", "cancernet"),
                Optional.ofNullable(environment.get(PREFIX + "CA_CERTIFICATES")).map(Path::of));
    }

    private static String value(Map<String, String> environment, String name) {
        String value = environment.get(PREFIX + name);
        if (value == null) {
            throw new IllegalArgumentException("the environment variable %s%s is missing".formatted(PREFIX, name));
        }
        return value;
    }

    @Override
    public String region() {
        return "us-east-1";
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(30);
    }
}
