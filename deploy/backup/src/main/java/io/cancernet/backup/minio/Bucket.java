package io.cancernet.backup.minio;

import io.cancernet.backup.BackupException;
import io.cancernet.backup.BackupFolder;
import io.cancernet.backup.HashingOutput;
import io.cancernet.backup.StoredObject;
import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.Result;
import io.minio.UploadObjectArgs;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The bucket that holds everything. */
public final class Bucket {

    private final MinioClient client;
    private final String name;

    public Bucket(String endpoint, String accessKey, String secretKey, String region, String name) {
        this.client = MinioClient.builder()
                .endpoint(endpoint)
                .credentials(accessKey, secretKey)
                .region(region)
                .build();
        this.name = name;
    }

    /**
     * Copies every file that is not in the folder yet.
     *
     * @param before what an earlier backup into the same folder held: files with the same ETag are not read again
     */
    public List<StoredObject> copyTo(BackupFolder folder, List<StoredObject> before) throws IOException {
        Map<String, StoredObject> known = new HashMap<>();
        before.forEach(each -> known.put(each.key(), each));
        List<StoredObject> copied = new ArrayList<>();
        for (Item item : items()) {
            StoredObject old = known.get(item.objectName());
            boolean unchanged = old != null && old.etag().equals(item.etag()) && old.size() == item.size();
            copied.add(unchanged ? old : fetch(item, folder));
        }
        return copied;
    }

    /** The hash of each file that the bucket holds now. */
    public Map<String, String> hashes() throws IOException {
        Map<String, String> hashes = new HashMap<>();
        for (Item item : items()) {
            hashes.put(item.objectName(), read(item.objectName(), OutputStream.nullOutputStream()));
        }
        return hashes;
    }

    /** Puts files back; those that the bucket holds besides stay. */
    public void restore(List<StoredObject> objects, BackupFolder folder) throws IOException {
        for (StoredObject object : objects) {
            Path bytes = folder.bytes(object.sha256());
            called("put " + object.key(), () -> {
                if (!client.bucketExists(BucketExistsArgs.builder().bucket(name).build())) {
                    client.makeBucket(MakeBucketArgs.builder().bucket(name).build());
                }
                return client.uploadObject(UploadObjectArgs.builder()
                        .bucket(name)
                        .object(object.key())
                        .filename(bytes.toString())
                        .build());
            });
        }
    }

    private StoredObject fetch(Item item, BackupFolder folder) throws IOException {
        Path incoming = folder.incoming();
        String sha256;
        try (OutputStream target = Files.newOutputStream(incoming)) {
            sha256 = read(item.objectName(), target);
        }
        Files.move(incoming, folder.bytes(sha256), StandardCopyOption.REPLACE_EXISTING);
        return new StoredObject(item.objectName(), item.size(), item.etag(), sha256);
    }

    private String read(String key, OutputStream target) throws IOException {
        return called("read " + key, () -> {
            try (InputStream in = client.getObject(
                    GetObjectArgs.builder().bucket(name).object(key).build())) {
                HashingOutput out = new HashingOutput(target);
                in.transferTo(out);
                return out.sha256();
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
