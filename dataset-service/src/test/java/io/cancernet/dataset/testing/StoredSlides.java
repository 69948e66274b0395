package io.cancernet.dataset.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cancernet.common.event.Purpose;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.JsonLines;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.common.patch.Split;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.slide.Slide;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Slides whose indexes lie in an object store, one a case, made without an ingest. They have no shards. */
public final class StoredSlides {

    private static final int SIDE = 50;
    private static final double MPP = 4;

    private final ObjectStore store;

    public StoredSlides(ObjectStore store) {
        this.store = store;
    }

    /** A slide with so many patches of each class, each with bytes of its own. */
    public Slide patches(String caseId, int positive, int negative) {
        return patches(caseId, positive, negative, MPP);
    }

    public Slide patches(String caseId, int positive, int negative, double mpp) {
        List<IndexLine> lines = new ArrayList<>();
        for (int i = 0; i < positive + negative; i++) {
            lines.add(line(caseId, i, i < positive ? 1 : 0, null, caseId + i));
        }
        return slide(caseId, lines, mpp);
    }

    public IndexLine line(String caseId, int x, @Nullable Integer label, @Nullable Split sourceSplit, String bytes) {
        return line(caseId, x, label, sourceSplit, bytes, SIDE);
    }

    public IndexLine line(
            String caseId, int x, @Nullable Integer label, @Nullable Split sourceSplit, String bytes, int width) {
        PatchId id = new PatchId(Hashes.identity(caseId, Integer.toString(x)));
        Sha256 sha256 = Sha256.of(bytes.getBytes(UTF_8));
        String shard = ObjectKeys.shard(extraction(caseId), 0);
        return new IndexLine(id, x, 1, width, SIDE, label, sourceSplit, new PatchLocation(shard, 512, 9, sha256));
    }

    public Slide slide(String caseId, List<IndexLine> lines) {
        return slide(caseId, lines, MPP);
    }

    private Slide slide(String caseId, List<IndexLine> lines, double mpp) {
        byte[] index = JsonLines.write(lines);
        ObjectRef stored = new ObjectRef(ObjectKeys.index(extraction(caseId)), Sha256.of(index));
        store.put(stored.key(), index, "application/gzip");
        int negative = (int) lines.stream()
                .filter(line -> line.label() != null && line.label() == 0)
                .count();
        int positive = (int) lines.stream()
                .filter(line -> line.label() != null && line.label() == 1)
                .count();
        return new Slide(
                new SlideId(Hashes.identity("slide", caseId)),
                new CaseId(caseId),
                extraction(caseId),
                new IngestId("ingest"),
                Purpose.DATASET,
                lines.size(),
                lines.size(),
                0,
                negative,
                positive,
                new MicronsPerPixel(mpp),
                SIDE,
                SIDE,
                stored,
                null,
                null,
                Slide.NO_PARAMETERS,
                Instant.EPOCH);
    }

    private static ExtractionId extraction(String caseId) {
        return new ExtractionId(Hashes.identity("extraction", caseId));
    }
}
