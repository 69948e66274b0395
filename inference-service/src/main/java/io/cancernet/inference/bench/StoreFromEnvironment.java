package io.cancernet.inference.bench;

import io.cancernet.common.objectstore.minio.ObjectStoreConfig;
import java.time.Duration;
import java.util.Objects;

/** Where the object store is, by the environment variables of the service. */
record StoreFromEnvironment() implements ObjectStoreConfig {

    @Override
    public String endpoint() {
        return value("ENDPOINT");
    }

    @Override
    public String accessKey() {
        return value("ACCESS_KEY");
    }

    @Override
    public String secretKey() {
        return value("SECRET_KEY");
    }

    @Override
    public String bucket() {
        return "cancernet";
    }

    @Override
    public String region() {
        return "us-east-1";
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(30);
    }

    private static String value(String name) {
        String variable = "CANCERNET_OBJECT_STORE_" + name;
        return Objects.requireNonNull(System.getenv(variable), variable);
    }
}
