package io.cancernet.dataset.extraction;

import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.Identifiers;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.PatchLocation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The shards of one extraction on their way into the object store: tar files that WebDataset reads, each put when it is
 * full. The same patches in the same order give the same bytes. Used by one thread.
 */
final class ShardWriter implements AutoCloseable {

    static final String CONTENT_TYPE = "application/x-tar";

    private final ExtractionId extraction;
    private final ObjectStore store;
    private final long maxShardBytes;
    private final Path workDirectory;
    private final List<IndexLine> lines = new ArrayList<>();
    private int shards;
    private @Nullable TarFile tar;

    ShardWriter(ExtractionId extraction, ObjectStore store, long maxShardBytes, Path workDirectory) {
        this.extraction = extraction;
        this.store = store;
        this.maxShardBytes = maxShardBytes;
        this.workDirectory = workDirectory;
    }

    void add(UsablePatch patch, byte[] image) throws IOException {
        if (tar != null && tar.sizeWith(image.length) > maxShardBytes) {
            putShard();
        }
        if (tar == null) {
            tar = TarFile.create(workDirectory);
        }
        var name = patch.candidate().patch();
        PatchId id = Identifiers.patchId(extraction, patch.candidate().file().fileName());
        long offset = tar.add(id + ".png", image);
        PatchLocation location =
                new PatchLocation(ObjectKeys.shard(extraction, shards), offset, image.length, Sha256.of(image));
        lines.add(new IndexLine(id, name.x(), name.y(), patch.width(), patch.height(), name.label(), null, location));
    }

    /** Puts what is left and returns a line a patch, in the order they came. */
    List<IndexLine> finish() throws IOException {
        if (tar != null) {
            putShard();
        }
        return List.copyOf(lines);
    }

    private void putShard() throws IOException {
        try (TarFile full = Objects.requireNonNull(tar)) {
            tar = null;
            store.put(ObjectKeys.shard(extraction, shards), full.finish(), CONTENT_TYPE);
        }
        shards++;
    }

    @Override
    public void close() throws IOException {
        if (tar != null) {
            tar.close();
        }
    }
}
