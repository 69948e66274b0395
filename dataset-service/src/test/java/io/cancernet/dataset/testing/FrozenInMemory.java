package io.cancernet.dataset.testing;

import io.cancernet.common.event.DatasetFrozen.SplitCount;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.JsonLines;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.common.patch.Split;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.dataset.BorderPatches;
import io.cancernet.dataset.dataset.FrozenDataset;
import io.cancernet.dataset.split.SplitFractions;
import io.cancernet.dataset.split.SplitStrategy;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A frozen dataset with its manifest and shards, made without a service: two cases a split, a shard a case. */
public final class FrozenInMemory {

    private static final int HEADER = 512;

    private final ObjectStore store;
    private final List<ManifestLine> lines = new ArrayList<>();
    private final FrozenDataset dataset;

    public FrozenInMemory(ObjectStore store) {
        this(store, 3);
    }

    /** @param patches of every case; the first of them is positive */
    public FrozenInMemory(ObjectStore store, int patches) {
        this.store = store;
        List<SplitCount> counts = new ArrayList<>();
        for (Split split : Split.values()) {
            addCase(split, split.slug() + "-1", patches);
            addCase(split, split.slug() + "-2", patches);
            counts.add(new SplitCount(split, 2, 2 * (patches - 1), 2));
        }
        DatasetVersion version = new DatasetVersion("memory", patches);
        byte[] manifest = JsonLines.write(lines);
        store.put(ObjectKeys.manifest(version), manifest, "application/gzip");
        dataset = new FrozenDataset(
                version,
                new ObjectRef(ObjectKeys.manifest(version), Sha256.of(manifest)),
                new MicronsPerPixel(4),
                SplitStrategy.BY_CASE,
                false,
                null,
                42,
                SplitFractions.DEFAULT,
                null,
                BorderPatches.KEEP,
                0,
                0,
                0,
                counts,
                List.of(),
                Instant.EPOCH,
                null);
    }

    public FrozenDataset dataset() {
        return dataset;
    }

    public List<ManifestLine> lines() {
        return List.copyOf(lines);
    }

    private void addCase(Split split, String caseId, int patches) {
        ExtractionId extraction = new ExtractionId(Hashes.identity("extraction", caseId));
        String shard = ObjectKeys.shard(extraction, 0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < patches; i++) {
            byte[] image = Pngs.patch(31L * caseId.hashCode() + i);
            bytes.writeBytes(new byte[HEADER]);
            lines.add(new ManifestLine(
                    split,
                    new CaseId(caseId),
                    new SlideId(Hashes.identity("slide", caseId)),
                    extraction,
                    new PatchId(Hashes.identity(caseId, Integer.toString(i))),
                    50 * i,
                    1,
                    50,
                    50,
                    i == 0 ? 1 : 0,
                    new PatchLocation(shard, bytes.size(), image.length, Sha256.of(image))));
            bytes.writeBytes(image);
        }
        store.put(shard, bytes.toByteArray(), "application/x-tar");
    }
}
