package io.cancernet.common.objectstore.minio;

import java.time.Duration;
import java.util.Map;

/** Where the object store is, for programs that run beside a service; what is not named here is the service's default. */
public record ObjectStoreAddress(String endpoint, String accessKey, String secretKey, String bucket)
        implements ObjectStoreConfig {

    private static final String PREFIX = "CANCERNET_OBJECT_STORE_";

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
                environment.getOrDefault(PREFIX + "BUCKET", "cancernet"));
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
