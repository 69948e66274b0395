package io.cancernet.common.objectstore.minio;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the object store is. */
@ConfigMapping(prefix = "cancernet.object-store")
public interface ObjectStoreConfig {

    /** URL of the S3 endpoint. */
    String endpoint();

    String accessKey();

    String secretKey();

    /** Bucket that holds everything; made at start when it is missing. At least 3 characters. */
    @WithDefault("cancernet")
    String bucket();

    /** Region to sign for. */
    @WithDefault("us-east-1")
    String region();

    /** File of PEM certificates to trust with an https endpoint, instead of those that Java trusts. */
    Optional<Path> caCertificates();

    /** Longest wait for a connection or for bytes to arrive. */
    @WithDefault("30s")
    Duration timeout();
}
