package io.cancernet.common.objectstore.minio;

import io.cancernet.common.error.Outage;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectStore;
import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.UploadObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/** The object store behind any S3 endpoint: MinIO, a hospital's appliance, a cloud's. */
@ApplicationScoped
public class MinioObjectStore implements ObjectStore {

    private static final int MAX_LISTED = 1_000_000;

    /** Files up to this go in one request: in parts of 5 MiB, the client's default, a shard of a case takes four. */
    private static final long PART_BYTES = 8L << 20;

    private final MinioClient client;
    private final String bucket;
    private volatile boolean bucketReady;

    public MinioObjectStore(ObjectStoreConfig config) {
        this.client = MinioClients.of(config);
        this.bucket = config.bucket();
    }

    @Override
    public void put(String key, byte[] bytes, String contentType) {
        call(key, () -> {
            ensureBucket();
            return client.putObject(PutObjectArgs.builder().bucket(bucket).object(key).contentType(contentType).stream(
                            new ByteArrayInputStream(bytes), bytes.length, -1)
                    .build());
        });
    }

    @Override
    public void put(String key, Path file, String contentType) {
        call(key, () -> {
            ensureBucket();
            return client.uploadObject(UploadObjectArgs.builder()
                    .bucket(bucket)
                    .object(key)
                    .contentType(contentType)
                    .filename(file.toString(), PART_BYTES)
                    .build());
        });
    }

    @Override
    public byte[] get(String key) {
        return call(key, () -> {
            try (InputStream in = client.getObject(
                    GetObjectArgs.builder().bucket(bucket).object(key).build())) {
                return in.readAllBytes();
            }
        });
    }

    @Override
    public byte[] getRange(String key, long offset, int length) {
        byte[] bytes = call(key, () -> {
            try (InputStream in = client.getObject(GetObjectArgs.builder()
                    .bucket(bucket)
                    .object(key)
                    .offset(offset)
                    .length((long) length)
                    .build())) {
                return in.readAllBytes();
            }
        });
        if (bytes.length != length) {
            throw new ObjectNotFoundException(
                    "%s ends before byte %d, %d were asked from %d".formatted(key, offset + length, length, offset));
        }
        return bytes;
    }

    @Override
    public InputStream open(String key) {
        return call(
                key,
                () -> client.getObject(
                        GetObjectArgs.builder().bucket(bucket).object(key).build()));
    }

    @Override
    public boolean exists(String key) {
        try {
            call(
                    key,
                    () -> client.statObject(
                            StatObjectArgs.builder().bucket(bucket).object(key).build()));
            return true;
        } catch (ObjectNotFoundException e) {
            return false;
        }
    }

    @Override
    public List<String> list(String prefix) {
        return call(prefix, () -> {
            ensureBucket();
            List<String> keys = new ArrayList<>();
            for (Result<Item> result : client.listObjects(ListObjectsArgs.builder()
                    .bucket(bucket)
                    .prefix(prefix)
                    .recursive(true)
                    .build())) {
                keys.add(result.get().objectName());
                if (keys.size() > MAX_LISTED) {
                    throw new IllegalStateException("more than " + MAX_LISTED + " objects under " + prefix);
                }
            }
            return List.copyOf(keys);
        });
    }

    @Override
    public void delete(String key) {
        call(key, () -> {
            client.removeObject(
                    RemoveObjectArgs.builder().bucket(bucket).object(key).build());
            return true;
        });
    }

    private void ensureBucket() throws MinioException, IOException, GeneralSecurityException {
        if (bucketReady) {
            return;
        }
        if (!client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build())) {
            try {
                client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
            } catch (ErrorResponseException e) {
                // Another replica made it in the meantime.
                if (!e.errorResponse().code().startsWith("BucketAlready")) {
                    throw e;
                }
            }
        }
        bucketReady = true;
    }

    private static <T> T call(String key, Call<T> call) {
        try {
            return call.run();
        } catch (ErrorResponseException e) {
            throw translate(key, e);
        } catch (MinioException | IOException e) {
            throw new Outage("the object store did not answer for " + key + ": " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign requests to the object store", e);
        }
    }

    private static RuntimeException translate(String key, ErrorResponseException e) {
        String code = e.errorResponse().code();
        return switch (code) {
            case "NoSuchKey", "NoSuchBucket", "NoSuchObject", "InvalidRange" ->
                new ObjectNotFoundException("the object store has no " + key + " (" + code + ")", e);
            case "AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch" ->
                new Outage(
                        "the object store refuses the credentials (%s): check cancernet.object-store.access-key"
                                .formatted(code),
                        e);
            default -> new Outage("the object store failed for %s: %s".formatted(key, code), e);
        };
    }

    @FunctionalInterface
    private interface Call<T> {
        T run() throws MinioException, IOException, GeneralSecurityException;
    }
}
