package io.cancernet.dataset.upload.objectstore;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.objectstore.minio.MinioClients;
import io.cancernet.common.objectstore.minio.ObjectStoreConfig;
import io.cancernet.dataset.upload.MultipartStore;
import io.cancernet.dataset.upload.PartTag;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.MinioAsyncClient;
import io.minio.StatObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.http.Method;
import io.minio.messages.Part;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Multipart uploads through the MinIO client. Addresses are signed for the endpoint that clients reach. */
@ApplicationScoped
class MinioMultipartStore implements MultipartStore {

    private static final Set<String> GONE = Set.of("NoSuchUpload", "NoSuchKey");
    private static final Set<String> WRONG_PARTS =
            Set.of("InvalidPart", "InvalidPartOrder", "EntityTooSmall", "MalformedXML", "InvalidRequest");
    /** Stores that copy parts together answer late. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final ObjectStore store;
    private final MinioAsyncClient client;
    private final MinioAsyncClient signer;
    private final String bucket;
    private final String region;

    MinioMultipartStore(ObjectStore store, ObjectStoreConfig config, PublicEndpointConfig addresses) {
        this.store = store;
        this.client = MinioClients.async(config, config.endpoint());
        this.signer = MinioClients.async(config, addresses.publicEndpoint().orElse(config.endpoint()));
        long timeout = config.timeout().toMillis();
        this.client.setTimeout(timeout, timeout, LONGEST.toMillis());
        this.bucket = config.bucket();
        this.region = config.region();
    }

    @Override
    public String begin(String key) {
        // Makes the bucket where there is none yet.
        store.list(key);
        return call(() -> client.createMultipartUploadAsync(bucket, region, key, null, null))
                .result()
                .uploadId();
    }

    @Override
    public URI address(String key, String multipart, int part, Duration valid) {
        try {
            return URI.create(signer.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                    .method(Method.PUT)
                    .bucket(bucket)
                    .object(key)
                    .extraQueryParams(Map.of("uploadId", multipart, "partNumber", Integer.toString(part)))
                    .expiry(Math.toIntExact(valid.toSeconds()), TimeUnit.SECONDS)
                    .build()));
        } catch (MinioException | IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign an address of the object store", e);
        }
    }

    @Override
    public void complete(String key, String multipart, List<PartTag> parts) {
        Part[] sent =
                parts.stream().map(each -> new Part(each.number(), each.etag())).toArray(Part[]::new);
        try {
            call(() -> client.completeMultipartUploadAsync(bucket, region, key, multipart, sent, null, null));
        } catch (Refusal e) {
            if (!GONE.contains(e.code)) {
                throw WRONG_PARTS.contains(e.code) ? wrongParts(e) : e.asOutage();
            }
            // Completed before, by a request whose answer was lost, or aborted: whoever looks for the object knows.
        }
    }

    @Override
    public void abort(String key, @Nullable String multipart) {
        if (multipart != null) {
            abortOne(key, multipart);
            return;
        }
        // A whole key as the prefix: MinIO lists uploads of nothing shorter.
        List<io.minio.messages.Upload> begun = call(() ->
                        client.listMultipartUploadsAsync(bucket, region, null, null, null, null, key, null, null, null))
                .result()
                .uploads();
        begun.stream().filter(each -> each.objectName().equals(key)).forEach(each -> abortOne(key, each.uploadId()));
    }

    private void abortOne(String key, String multipart) {
        try {
            call(() -> client.abortMultipartUploadAsync(bucket, region, key, multipart, null, null));
        } catch (Refusal e) {
            if (!GONE.contains(e.code)) {
                throw e.asOutage();
            }
        }
    }

    @Override
    public long size(String key) {
        try {
            return call(() -> client.statObject(
                            StatObjectArgs.builder().bucket(bucket).object(key).build()))
                    .size();
        } catch (Refusal e) {
            throw GONE.contains(e.code)
                    ? new ObjectNotFoundException("the object store has no " + key, e)
                    : e.asOutage();
        }
    }

    private static DomainException wrongParts(Refusal refusal) {
        return new DomainException(
                ErrorCode.UPLOAD_INVALID,
                "The object store does not take the parts together (%s). Send each part whole and name it with the ETag that came back."
                        .formatted(refusal.code),
                refusal);
    }

    private static <T> T call(Call<T> call) {
        try {
            return call.run().get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw refusalIn(e).<RuntimeException>map(Refusal::new).orElseGet(() -> away(e));
        } catch (MinioException | IOException | TimeoutException e) {
            throw away(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign requests to the object store", e);
        }
    }

    /** A refusal lies at any depth: the client wraps what it finds in an answer that began well. */
    private static Optional<ErrorResponseException> refusalIn(Throwable failure) {
        return Stream.<@Nullable Throwable>iterate(
                        failure, Objects::nonNull, cause -> cause == null ? null : cause.getCause())
                .filter(ErrorResponseException.class::isInstance)
                .map(ErrorResponseException.class::cast)
                .findFirst();
    }

    private static Outage away(Throwable cause) {
        return new Outage("the object store did not answer: " + cause.getMessage(), cause);
    }

    /** What the store answered instead of doing it. */
    private static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String code;

        Refusal(ErrorResponseException cause) {
            super(cause);
            this.code = String.valueOf(cause.errorResponse().code());
        }

        Outage asOutage() {
            return new Outage("the object store failed: " + code, this);
        }
    }

    @FunctionalInterface
    private interface Call<T> {
        CompletableFuture<T> run() throws MinioException, IOException, GeneralSecurityException;
    }
}
