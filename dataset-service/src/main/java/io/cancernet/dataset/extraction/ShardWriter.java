package io.cancernet.dataset.extraction;

import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.JsonLinesFile;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.common.patch.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The shards of one extraction on their way into the object store: tar files that WebDataset reads, each put when it is
 * full, beside the writing of the next, then the index. Memory holds neither. The same patches in the same order give
 * the same bytes. Used by one thread.
 */
public final class ShardWriter implements AutoCloseable {

    private static final String SHARD_TYPE = "application/x-tar";
    private static final String INDEX_TYPE = "application/gzip";

    private final ExtractionId extraction;
    private final ObjectStore store;
    private final long maxShardBytes;
    private final Path workDirectory;
    private final JsonLinesFile index;
    private final Beside<String> upload = new Beside<>("shard-upload");
    private int shards;
    private @Nullable TarFile tar;
    private @Nullable TarFile uploaded;

    ShardWriter(ExtractionId extraction, ObjectStore store, long maxShardBytes, Path workDirectory) throws IOException {
        this.extraction = extraction;
        this.store = store;
        this.maxShardBytes = maxShardBytes;
        this.workDirectory = workDirectory;
        this.index = JsonLinesFile.create(workDirectory);
    }

    /**
     * Adds a patch under its id.
     *
     * @param ending of the image file, such as {@code png}
     * @param sha256 of the image file, which the caller has from looking at it
     */
    public void add(Place place, String ending, byte[] image, Sha256 sha256) throws IOException {
        if (tar != null && tar.sizeWith(image.length) > maxShardBytes) {
            putShard();
        }
        if (tar == null) {
            tar = TarFile.create(workDirectory);
        }
        long offset = tar.add(place.patchId() + "." + ending, image);
        PatchLocation location = new PatchLocation(ObjectKeys.shard(extraction, shards), offset, image.length, sha256);
        index.add(new IndexLine(
                place.patchId(),
                place.x(),
                place.y(),
                place.width(),
                place.height(),
                place.label(),
                place.sourceSplit(),
                location));
    }

    /** Puts what is left, then the index, and returns that. */
    public ObjectRef finish() throws IOException {
        if (tar != null) {
            putShard();
        }
        awaitUpload();
        ObjectRef reference = new ObjectRef(ObjectKeys.index(extraction), index.finish());
        store.put(reference.key(), index.path(), INDEX_TYPE);
        return reference;
    }

    /** Deletes the shards that were put, when there will be no index to them. */
    void discard() {
        upload.close();
        if (store.exists(ObjectKeys.index(extraction))) {
            // Another ingest of the same patches has finished.
            return;
        }
        for (int number = 0; number < shards; number++) {
            store.delete(ObjectKeys.shard(extraction, number));
        }
    }

    /** Returns once the shard before is stored, so that two files at most wait on the disk. */
    private void putShard() throws IOException {
        awaitUpload();
        TarFile full = Objects.requireNonNull(tar);
        tar = null;
        uploaded = full;
        Path file = full.finish();
        String key = ObjectKeys.shard(extraction, shards);
        shards++;
        upload.start(() -> {
            store.put(key, file, SHARD_TYPE);
            return key;
        });
    }

    private void awaitUpload() throws IOException {
        if (uploaded != null) {
            upload.result();
            uploaded.close();
            uploaded = null;
        }
    }

    @Override
    public void close() throws IOException {
        upload.close();
        try (index) {
            close(tar);
        } finally {
            close(uploaded);
        }
    }

    private static void close(@Nullable TarFile file) throws IOException {
        if (file != null) {
            file.close();
        }
    }

    /**
     * A patch without its image, as its index line tells it.
     *
     * @param width of the image in pixels
     * @param height of the image in pixels
     */
    public record Place(
            PatchId patchId,
            int x,
            int y,
            int width,
            int height,
            @Nullable Integer label,
            @Nullable Split sourceSplit) {}
}
