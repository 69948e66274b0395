package io.cancernet.common.objectstore.minio;

import io.minio.MinioAsyncClient;
import io.minio.MinioClient;

/** MinIO's clients, with the credentials and trusted certificates of a deployment. */
public final class MinioClients {

    private MinioClients() {}

    public static MinioClient of(ObjectStoreConfig config) {
        MinioClient.Builder builder = MinioClient.builder()
                .endpoint(config.endpoint())
                .credentials(config.accessKey(), config.secretKey())
                .region(config.region());
        config.caCertificates().map(TrustedCertificates::client).ifPresent(builder::httpClient);
        MinioClient client = builder.build();
        long timeout = config.timeout().toMillis();
        client.setTimeout(timeout, timeout, timeout);
        return client;
    }

    /**
     * A client for what the plain one cannot do.
     *
     * @param endpoint of the same store, by the address that those know who use the client
     */
    public static MinioAsyncClient async(ObjectStoreConfig config, String endpoint) {
        MinioAsyncClient.Builder builder = MinioAsyncClient.builder()
                .endpoint(endpoint)
                .credentials(config.accessKey(), config.secretKey())
                .region(config.region());
        config.caCertificates().map(TrustedCertificates::client).ifPresent(builder::httpClient);
        return builder.build();
    }
}
