package io.cancernet.dataset.source.objectstore;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.objectstore.minio.MinioClients;
import io.cancernet.common.objectstore.minio.ObjectStoreConfig;
import io.cancernet.dataset.source.FileBytes;
import io.cancernet.dataset.source.RangedFile;
import io.cancernet.dataset.source.RemoteFileBytes;
import io.cancernet.dataset.source.RemoteStore;
import io.cancernet.dataset.source.SourceChangedException;
import io.cancernet.dataset.source.SourceLimits;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Buckets of the S3 endpoint that the deployment is configured with, read by {@code s3://bucket/key}. */
public final class BucketStore implements RemoteStore {

    /** Credentials that are refused are the deployment's fault, not the source's. */
    private static final Set<String> DEPLOYMENT = Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch");

    private static final int UNAVAILABLE = 500;

    private final MinioClient client;
    private final AllowedBuckets allowed;

    /** @param allowedBuckets {@code bucket} or {@code bucket/prefix} */
    public BucketStore(ObjectStoreConfig config, List<String> allowedBuckets) {
        this.client = MinioClients.of(config);
        this.allowed = new AllowedBuckets(allowedBuckets);
    }

    @Override
    public boolean speaks(URI uri) {
        return "s3".equalsIgnoreCase(uri.getScheme());
    }

    @Override
    public void requireAllowed(URI uri) {
        allowed.place(uri);
    }

    @Override
    public FileBytes open(URI uri, String name) throws IOException {
        AllowedBuckets.Place place = allowed.place(uri);
        StatObjectResponse object = opening(() -> client.statObject(StatObjectArgs.builder()
                .bucket(place.bucket())
                .object(place.key())
                .build()));
        return new RemoteFileBytes(new StoredObject(place, name, object.size(), object.etag()));
    }

    @Override
    public List<RemoteFile> list(URI uri, SourceLimits limits) throws IOException {
        AllowedBuckets.Place place = allowed.place(uri);
        String prefix = place.prefix();
        return opening(() -> {
            List<RemoteFile> files = new ArrayList<>();
            for (Result<Item> result : client.listObjects(ListObjectsArgs.builder()
                    .bucket(place.bucket())
                    .prefix(prefix)
                    .recursive(true)
                    .build())) {
                Item item = result.get();
                // Some tools mark folders by empty objects.
                if (!item.objectName().endsWith("/")) {
                    files.add(new RemoteFile(
                            item.objectName().substring(prefix.length()),
                            item.size(),
                            unquoted(item.etag()),
                            uri(place.bucket(), item.objectName())));
                    limits.checkFiles(files.size());
                }
            }
            return List.copyOf(files);
        });
    }

    @Override
    public byte[] read(RemoteFile file) throws IOException {
        AllowedBuckets.Place place = allowed.place(file.uri());
        return get(place, file.version(), 0, Math.toIntExact(file.size()));
    }

    private byte[] get(AllowedBuckets.Place place, String etag, long position, int length) throws IOException {
        GetObjectArgs.Builder object = GetObjectArgs.builder()
                .bucket(place.bucket())
                .object(place.key())
                .matchETag(etag);
        if (length > 0) {
            object.offset(position).length((long) length);
        }
        return reading(() -> {
            try (GetObjectResponse in = client.getObject(object.build())) {
                byte[] bytes = in.readNBytes(length);
                if (bytes.length != length || !etag.equals(unquoted(in.headers().get("ETag")))) {
                    throw new SourceChangedException("an object is no longer what it was");
                }
                return bytes;
            }
        });
    }

    /** Some answers have the tag in quotes, some have not. */
    private static String unquoted(@Nullable String etag) {
        return etag == null ? "" : etag.replace("\"", "");
    }

    private static URI uri(String bucket, String key) {
        try {
            return new URI("s3", bucket, "/" + key, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no key of an object", e);
        }
    }

    /** Calls the store at the start, when a refusal says that the source cannot be read. */
    private static <T> T opening(Call<T> call) throws IOException {
        try {
            return call(call);
        } catch (Refused e) {
            throw new DomainException(
                    ErrorCode.SOURCE_UNREADABLE,
                    "The source cannot be read: the object store answers %s. Check bucket and key, and that the service's account may read them."
                            .formatted(e.code),
                    e);
        }
    }

    /** Calls the store later, when a refusal says that the source went away. */
    private static <T> T reading(Call<T> call) throws IOException {
        try {
            return call(call);
        } catch (Refused e) {
            throw new SourceChangedException("an object is no longer given out: " + e.code, e);
        }
    }

    private static <T> T call(Call<T> call) throws IOException, Refused {
        try {
            return call.run();
        } catch (SourceChangedException e) {
            throw e;
        } catch (ErrorResponseException e) {
            String code = e.errorResponse().code();
            if (DEPLOYMENT.contains(code) || e.response().code() >= UNAVAILABLE) {
                throw away(e);
            }
            throw new Refused(code, e);
        } catch (MinioException | IOException e) {
            throw away(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign requests to the object store", e);
        }
    }

    private static IOException away(Exception cause) {
        return new IOException(
                "the object store does not answer", new Outage("the object store does not answer", cause));
    }

    @FunctionalInterface
    private interface Call<T> {
        T run() throws MinioException, IOException, GeneralSecurityException;
    }

    /** The store answers that it will not. */
    private static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;
        private final String code;

        Refused(String code, Exception cause) {
            super(code, cause);
            this.code = code;
        }
    }

    private final class StoredObject implements RangedFile {

        private final AllowedBuckets.Place place;
        private final String name;
        private final long length;
        private final String etag;

        StoredObject(AllowedBuckets.Place place, String name, long length, String etag) {
            this.place = place;
            this.name = name;
            this.length = length;
            this.etag = etag;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public byte[] fetch(long position, int wanted) throws IOException {
            return get(place, etag, position, wanted);
        }
    }
}
