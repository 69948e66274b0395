package io.cancernet.training.testing;

import io.cancernet.common.event.DatasetFrozen;
import io.cancernet.common.event.PatchExtracted;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.Identifiers;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.JsonLines;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.common.patch.Split;
import io.cancernet.common.unit.MicronsPerPixel;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A dataset of a few small cases, one shard a case, whose classes differ in colour. It can be put into an object store
 * and told of by events, as dataset-service would.
 */
public final class TinyDataset {

    public static final MicronsPerPixel MPP = new MicronsPerPixel(4);
    private static final int SIDE = 50;

    private final DatasetVersion version;
    private final List<ManifestLine> lines = new ArrayList<>();
    private final List<Shard> shards = new ArrayList<>();
    private boolean leaky;

    public TinyDataset(String name) {
        this.version = new DatasetVersion(name, 1);
    }

    /** Three cases to learn from, one to validate and one to test on, each with both classes. */
    public static TinyDataset usual(String name) {
        return new TinyDataset(name)
                .add("a", Split.TRAIN, 20, 12)
                .add("b", Split.TRAIN, 20, 12)
                .add("c", Split.TRAIN, 20, 12)
                .add("d", Split.VALIDATION, 12, 8)
                .add("e", Split.TEST, 12, 8);
    }

    /** Adds a case to a split. */
    public TinyDataset add(String caseName, Split split, int negatives, int positives) {
        ExtractionId extraction = new ExtractionId(Hashes.identity("tiny", version.toString(), caseName, split.slug()));
        SlideId slide = new SlideId(Hashes.identity("slide", version.toString(), caseName));
        Random random = new Random(extraction.value().hashCode());
        ByteArrayOutputStream shard = new ByteArrayOutputStream();
        String key = ObjectKeys.shard(extraction, 0);
        for (int i = 0; i < negatives + positives; i++) {
            int label = i < negatives ? 0 : 1;
            byte[] png = new PatchImageCodec().encodePng(image(label, random));
            shard.write(new byte[512], 0, 512);
            lines.add(new ManifestLine(
                    split,
                    new CaseId(caseName),
                    slide,
                    extraction,
                    Identifiers.patchId(extraction, "patch-" + i),
                    1 + SIDE * i,
                    1,
                    SIDE,
                    SIDE,
                    label,
                    new PatchLocation(key, shard.size(), png.length, Sha256.of(png))));
            shard.write(png, 0, png.length);
        }
        shards.add(new Shard(key, shard.toByteArray()));
        return this;
    }

    /** Marks the dataset as one whose cases stand in several splits on purpose. */
    public TinyDataset leaky() {
        leaky = true;
        return this;
    }

    public DatasetVersion version() {
        return version;
    }

    public List<ManifestLine> lines() {
        return List.copyOf(lines);
    }

    public String firstShard() {
        return shards.get(0).key();
    }

    public byte[] manifestBytes() {
        return JsonLines.write(lines);
    }

    public DatasetFrozen frozen() {
        ObjectRef manifest = new ObjectRef(ObjectKeys.manifest(version), Sha256.of(manifestBytes()));
        return new DatasetFrozen(version, manifest, MPP, leaky, List.of());
    }

    public TinyDataset storeIn(ObjectStore store) {
        for (Shard shard : shards) {
            store.put(shard.key(), shard.bytes(), "application/x-tar");
        }
        store.put(ObjectKeys.manifest(version), manifestBytes(), "application/gzip");
        return this;
    }

    /** The events of all patches. */
    public List<PatchExtracted> extracted() {
        return lines.stream().map(TinyDataset::extracted).toList();
    }

    private static PatchExtracted extracted(ManifestLine line) {
        return new PatchExtracted(
                line.patchId(),
                line.extractionId(),
                line.slideId(),
                line.caseId(),
                line.x(),
                line.y(),
                line.width(),
                line.height(),
                MPP,
                line.label(),
                line.image());
    }

    private static RgbImage image(int label, Random random) {
        byte[] pixels = new byte[SIDE * SIDE * 3];
        for (int i = 0; i < pixels.length; i += 3) {
            pixels[i] = (byte) (150 + random.nextInt(60) - 60 * label);
            pixels[i + 1] = (byte) (100 + random.nextInt(60) - 40 * label);
            pixels[i + 2] = (byte) (150 + random.nextInt(60));
        }
        return new RgbImage(SIDE, SIDE, pixels);
    }

    @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes, never compared
    private record Shard(String key, byte[] bytes) {}
}
