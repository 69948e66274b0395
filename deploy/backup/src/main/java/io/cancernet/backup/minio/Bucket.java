package io.cancernet.backup.minio;

import io.cancernet.backup.BackupDraft;
import io.cancernet.backup.BackupException;
import io.cancernet.backup.BackupFolder;
import io.cancernet.backup.HashingOutput;
import io.cancernet.backup.StoredObject;
import io.cancernet.common.objectstore.minio.MinioClients;
import io.cancernet.common.objectstore.minio.ObjectStoreConfig;
import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.Result;
import io.minio.UploadObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The bucket that holds everything. */
public final class Bucket {

    /** What stores answer for a file that is not there. */
    private static final Set<String> GONE = Set.of("NoSuchKey", "NoSuchObject");

    private final MinioClient client;
    private final String name;

    public Bucket(ObjectStoreConfig config) {
        this(MinioClients.of(config), config.bucket());
    }

    public Bucket(MinioClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /**
     * Copies every file that is not in the folder yet, without those that services delete meanwhile.
     *
     * @param before what an earlier backup into the same folder held: files with the same ETag are not read again
     */
    public List<StoredObject> copyTo(BackupDraft draft, List<StoredObject> before) throws IOException {
        Map<String, StoredObject> known = new HashMap<>();
        before.forEach(each -> known.put(each.key(), each));
        List<StoredObject> copied = new ArrayList<>();
        for (Item item : items()) {
            StoredObject old = known.get(item.objectName());
            boolean unchanged = old != null
                    && old.etag().equals(item.etag())
                    && old.size() == item.size()
                    && draft.has(old.sha256());
            if (unchanged) {
                copied.add(old);
            } else {
                fetch(item, draft).ifPresent(copied::add);
            }
        }
        return copied;
    }

    /** The hash of each file that the bucket holds now. */
    public Map<String, String> hashes() throws IOException {
        Map<String, String> hashes = new HashMap<>();
        for (Item item : items()) {
            read(item.objectName(), OutputStream.nullOutputStream())
                    .ifPresent(hash -> hashes.put(item.objectName(), hash));
        }
        return hashes;
    }

    /**
     * Those of the files that the bucket does not hold yet. Files with the same bytes may be there, of a restore that was
     * broken off.
     *
     * @throws BackupException when one of them is there with other bytes
     */
    public List<StoredObject> missing(List<StoredObject> objects) throws IOException {
        if (!exists()) {
            return objects;
        }
        Map<String, Long> sizes = new HashMap<>();
        items().forEach(item -> sizes.put(item.objectName(), item.size()));
        List<StoredObject> missing = new ArrayList<>();
        for (StoredObject object : objects) {
            Long size = sizes.get(object.key());
            if (size == null) {
                missing.add(object);
            } else if (size != object.size() || !hasBytesOf(object)) {
                throw new BackupException(
                        "the bucket %s holds %s with other bytes than the backup: restore into an empty bucket"
                                .formatted(name, object.key()));
            }
        }
        return missing;
    }

    /** Puts files back; those that the bucket holds besides stay. */
    public void put(List<StoredObject> objects, BackupFolder folder) throws IOException {
        if (!exists()) {
            called("make the bucket " + name, () -> {
                client.makeBucket(MakeBucketArgs.builder().bucket(name).build());
                return name;
            });
        }
        for (StoredObject object : objects) {
            called(
                    "put " + object.key(),
                    () -> client.uploadObject(UploadObjectArgs.builder()
                            .bucket(name)
                            .object(object.key())
                            .filename(folder.bytes(object.sha256()).toString())
                            .build()));
        }
    }

    private boolean exists() throws IOException {
        return called(
                "see the bucket " + name,
                () -> client.bucketExists(
                        BucketExistsArgs.builder().bucket(name).build()));
    }

    private boolean hasBytesOf(StoredObject object) throws IOException {
        return read(object.key(), OutputStream.nullOutputStream())
                .filter(object.sha256()::equals)
                .isPresent();
    }

    /** Nothing for a file that was deleted since it was listed. */
    private Optional<StoredObject> fetch(Item item, BackupDraft draft) throws IOException {
        Path incoming = draft.incoming();
        Optional<String> sha256;
        try (OutputStream target = Files.newOutputStream(incoming)) {
            sha256 = read(item.objectName(), target);
        }
        if (sha256.isEmpty()) {
            return Optional.empty();
        }
        // Not what was listed: the file may have been replaced since.
        long size = Files.size(incoming);
        draft.keepBytes(incoming, sha256.get());
        return Optional.of(new StoredObject(item.objectName(), size, item.etag(), sha256.get()));
    }

    /** The hash of a file that is passed on; nothing when there is none, since services delete files at any time. */
    private Optional<String> read(String key, OutputStream target) throws IOException {
        return called("read " + key, () -> {
            try (InputStream in = client.getObject(
                    GetObjectArgs.builder().bucket(name).object(key).build())) {
                HashingOutput out = new HashingOutput(target);
                in.transferTo(out);
                return Optional.of(out.sha256());
            } catch (ErrorResponseException e) {
                if (GONE.contains(e.errorResponse().code())) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private List<Item> items() throws IOException {
        return called("list the bucket " + name, () -> {
            List<Item> items = new ArrayList<>();
            for (Result<Item> result : client.listObjects(
                    ListObjectsArgs.builder().bucket(name).recursive(true).build())) {
                items.add(result.get());
            }
            return items;
        });
    }

    private interface Call<T> {
        T call() throws MinioException, IOException, GeneralSecurityException;
    }

    private static <T> T called(String what, Call<T> call) throws IOException {
        try {
            return call.call();
        } catch (MinioException | GeneralSecurityException e) {
            throw new BackupException("cannot " + what + ": " + e.getMessage(), e);
        }
    }
}
