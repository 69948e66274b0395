package io.cancernet.dataset.verification;

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
import io.cancernet.common.patch.JsonLinesFile;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.common.patch.Split;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.dataset.BorderPatches;
import io.cancernet.dataset.dataset.FrozenDataset;
import io.cancernet.dataset.split.SplitStrategy;
import io.cancernet.dataset.testing.FolderObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Verifies a generated dataset, of as many patches as it is told, and prints what it took. */
final class CheckAtSize {

    private static final int CASES_A_SPLIT = 100;
    private static final int BYTES = 512;

    private CheckAtSize() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        int patches = Integer.parseInt(arguments[1]) / 3 / CASES_A_SPLIT;
        FolderObjectStore store = new FolderObjectStore(directory);
        FrozenDataset dataset = generate(store, directory, patches);
        long start = System.nanoTime();
        Findings findings = new DatasetCheck(dataset, store, checked -> {}).run();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%d patches of %d shards checked in %.1f s: %s%n",
                dataset.patches(), findings.shards(), seconds, findings.whole() ? "whole" : findings.toString());
    }

    private static FrozenDataset generate(FolderObjectStore store, Path directory, int patches) throws IOException {
        DatasetVersion version = new DatasetVersion("large", 1);
        List<SplitCount> counts = new ArrayList<>();
        Sha256 sha256;
        try (JsonLinesFile manifest = JsonLinesFile.create(directory)) {
            for (Split split : Split.values()) {
                for (int i = 0; i < CASES_A_SPLIT; i++) {
                    addCase(store, manifest, split, split.slug() + i, patches);
                }
                counts.add(new SplitCount(split, CASES_A_SPLIT, CASES_A_SPLIT * patches, 0));
            }
            sha256 = manifest.finish();
            store.put(ObjectKeys.manifest(version), manifest.path(), "application/gzip");
        }
        return new FrozenDataset(
                version,
                new ObjectRef(ObjectKeys.manifest(version), sha256),
                new MicronsPerPixel(4),
                SplitStrategy.BY_CASE,
                false,
                null,
                42,
                null,
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

    private static void addCase(
            FolderObjectStore store, JsonLinesFile manifest, Split split, String caseId, int patches)
            throws IOException {
        ExtractionId extraction = new ExtractionId(Hashes.identity("extraction", caseId));
        String shard = ObjectKeys.shard(extraction, 0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < patches; i++) {
            byte[] image = ByteBuffer.allocate(BYTES)
                    .putInt(caseId.hashCode())
                    .putInt(i)
                    .array();
            manifest.add(new ManifestLine(
                    split,
                    new CaseId(caseId),
                    new SlideId(Hashes.identity("slide", caseId)),
                    extraction,
                    new PatchId(Hashes.identity(caseId, Integer.toString(i))),
                    50 * i,
                    1,
                    50,
                    50,
                    0,
                    new PatchLocation(shard, bytes.size(), image.length, Sha256.of(image))));
            bytes.writeBytes(image);
        }
        store.put(shard, bytes.toByteArray(), "application/x-tar");
    }
}
