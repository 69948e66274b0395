package io.cancernet.inference.testing;

import io.cancernet.common.event.PatchQueued;
import io.cancernet.common.event.Purpose;
import io.cancernet.common.event.SlideIngested;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.Identifiers;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.JsonLines;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.common.unit.MicronsPerPixel;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A slide of random patches, laid out in shards and an index as dataset-service does. */
public final class TestSlide {

    /** Width and height of every patch, in pixels. */
    public static final int SIDE = 50;

    private static final int TAR_BLOCK = 512;

    private final SlideId slideId;
    private final ExtractionId extraction;
    private final List<IndexLine> lines;
    private final SlideIngested event;

    private TestSlide(String name, List<IndexLine> lines, byte[] index, MicronsPerPixel mpp) {
        this.slideId = slideId(name);
        this.extraction = extraction(name);
        this.lines = List.copyOf(lines);
        this.event = new SlideIngested(
                slideId,
                new CaseId(name),
                extraction,
                Purpose.DATASET,
                lines.size(),
                lines.size(),
                0,
                new ObjectRef(ObjectKeys.index(extraction), Sha256.of(index)),
                mpp,
                SIDE,
                SIDE,
                null,
                null,
                null,
                null,
                null);
    }

    /** Stores the patches of a slide in shards of a given number of patches. */
    public static TestSlide stored(ObjectStore store, String name, int patches, int patchesPerShard) {
        return stored(store, name, patches, patchesPerShard, TestModels.MPP);
    }

    public static TestSlide stored(
            ObjectStore store, String name, int patches, int patchesPerShard, MicronsPerPixel mpp) {
        ExtractionId extraction = extraction(name);
        List<IndexLine> lines = new ArrayList<>();
        for (int from = 0; from < patches; from += patchesPerShard) {
            String shard = ObjectKeys.shard(extraction, from / patchesPerShard);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int i = from; i < Math.min(patches, from + patchesPerShard); i++) {
                bytes.writeBytes(new byte[TAR_BLOCK]);
                byte[] image = image(name.hashCode() + i);
                lines.add(line(extraction, shard, i, bytes.size(), image));
                bytes.writeBytes(image);
            }
            store.put(shard, bytes.toByteArray(), "application/x-tar");
        }
        byte[] index = JsonLines.write(lines);
        store.put(ObjectKeys.index(extraction), index, "application/gzip");
        return new TestSlide(name, lines, index, mpp);
    }

    /** A PNG of random pixels. */
    public static byte[] image(long seed) {
        return new PatchImageCodec().encodePng(pixels(seed));
    }

    /** The pixels of {@link #image}. */
    public static RgbImage pixels(long seed) {
        byte[] pixels = new byte[SIDE * SIDE * RgbImage.CHANNELS];
        new Random(seed).nextBytes(pixels);
        return new RgbImage(SIDE, SIDE, pixels);
    }

    private static IndexLine line(ExtractionId extraction, String shard, int i, int offset, byte[] image) {
        return new IndexLine(
                Identifiers.patchId(extraction, "patch-" + i),
                i * SIDE,
                0,
                SIDE,
                SIDE,
                null,
                null,
                new PatchLocation(shard, offset, image.length, Sha256.of(image)));
    }

    private static SlideId slideId(String name) {
        return new SlideId(Hashes.identity("slide", name));
    }

    private static ExtractionId extraction(String name) {
        return new ExtractionId(Hashes.identity("extraction", name));
    }

    public SlideId slideId() {
        return slideId;
    }

    /** The same slide, announced to be scored. */
    public SlideIngested forScoring(int priority) {
        return new SlideIngested(
                slideId,
                event.caseId(),
                extraction,
                Purpose.SCORING,
                event.in(),
                event.stored(),
                event.quarantined(),
                event.index(),
                event.mpp(),
                event.patchWidth(),
                event.patchHeight(),
                null,
                null,
                null,
                null,
                priority);
    }

    public List<IndexLine> lines() {
        return lines;
    }

    public SlideIngested event() {
        return event;
    }

    /** A patch of this slide as it waits in the queue. */
    public PatchQueued queued(int patch, @Nullable RequestId request) {
        return queued(patch, request, lines.get(patch).image());
    }

    /** A patch of this slide, without a request, as it waits in the queue of urgent ones. */
    public PatchQueued urgent(int patch) {
        IndexLine line = lines.get(patch);
        return new PatchQueued(
                line.patchId(), null, slideId, event.caseId(), line.x(), line.y(), line.image(), null, 1);
    }

    public PatchQueued queued(int patch, @Nullable RequestId request, PatchLocation at) {
        IndexLine line = lines.get(patch);
        return new PatchQueued(line.patchId(), request, slideId, event.caseId(), line.x(), line.y(), at, null);
    }
}
