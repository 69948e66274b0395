package io.cancernet.dataset.patch;

import io.cancernet.common.id.Sha256;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.dataset.slide.Slide;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The indexes that were looked into last, parsed: whoever pages through a slide asks for the same one again and again.
 * Bounded by lines, of which 100,000 take about 40 MB; the last one asked for is kept whatever its size. Thread-safe.
 */
@ApplicationScoped
public class RecentIndexes {

    private static final int MAX_LINES = 100_000;
    private static final float LOAD = 0.75f;

    private final PatchIndexes indexes;
    private final Map<Sha256, List<IndexLine>> recent = new LinkedHashMap<>(16, LOAD, true);
    private int lines;

    public RecentIndexes(PatchIndexes indexes) {
        this.indexes = indexes;
    }

    /** All lines of the slide's index, in their order. Two who ask at once may both read it. */
    public List<IndexLine> of(Slide slide) {
        List<IndexLine> known = find(slide.index().sha256());
        return known == null ? keep(slide.index().sha256(), read(slide)) : known;
    }

    private synchronized @Nullable List<IndexLine> find(Sha256 index) {
        return recent.get(index);
    }

    private synchronized List<IndexLine> keep(Sha256 index, List<IndexLine> read) {
        if (recent.put(index, read) == null) {
            lines += read.size();
        }
        Iterator<List<IndexLine>> oldest = recent.values().iterator();
        while (lines > MAX_LINES && recent.size() > 1) {
            lines -= oldest.next().size();
            oldest.remove();
        }
        return read;
    }

    private List<IndexLine> read(Slide slide) {
        Map<String, String> shards = new HashMap<>();
        List<IndexLine> read = new ArrayList<>();
        indexes.read(slide, line -> {
            PatchLocation image = line.image();
            String shard = shards.computeIfAbsent(image.shard(), same -> same);
            read.add(new IndexLine(
                    line.patchId(),
                    line.x(),
                    line.y(),
                    line.width(),
                    line.height(),
                    line.label(),
                    line.sourceSplit(),
                    new PatchLocation(shard, image.offset(), image.length(), image.sha256())));
        });
        return List.copyOf(read);
    }
}
