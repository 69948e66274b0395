package io.cancernet.dataset.upload.objectstore;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Where clients reach the object store, when that is not where the services do. */
@ConfigMapping(prefix = "cancernet.object-store")
interface PublicEndpointConfig {

    /** URL of the S3 endpoint as clients reach it; by default the services' own. */
    Optional<String> publicEndpoint();
}
