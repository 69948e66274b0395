package io.cancernet.dataset.extraction;

import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.Identifiers;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.layout.PatchLayout;
import io.cancernet.dataset.layout.PatchName;
import io.cancernet.dataset.layout.SourceScan;
import io.cancernet.dataset.slide.PseudonymKey;
import io.cancernet.dataset.source.PatchSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Cuts the patches of one slide: looks at its files, gives the extraction its identity, and writes it to the store. */
public final class SlideExtractor {

    private final PatchInspector inspector;
    private final PseudonymKey key;
    private final ObjectStore store;
    private final long maxShardBytes;
    private final Path workDirectory;

    public SlideExtractor(
            PatchInspector inspector, PseudonymKey key, ObjectStore store, long maxShardBytes, Path workDirectory) {
        this.inspector = inspector;
        this.key = key;
        this.store = store;
        this.maxShardBytes = maxShardBytes;
        this.workDirectory = workDirectory;
    }

    /** Looks at the files of one slide; nothing is written. */
    public Extraction examine(
            PatchSource source, SourceScan.ScannedSlide scanned, PatchLayout layout, MicronsPerPixel mpp) {
        Inspection looked = inspector.inspect(source, scanned.candidates());
        Inspection placed = Placement.resolve(looked.usable());
        Inspection rejected = new Inspection(List.of(), looked.quarantined());
        SlideId slide = key.slideId(layout.name(), scanned.name());
        List<UsablePatch> patches = placed.usable().stream()
                .sorted(Comparator.comparing(each -> each.candidate().patch().name()))
                .toList();
        PatchSize size = layout.patchSide()
                .map(side -> new PatchSize(side, side))
                .orElseGet(() -> PatchSize.mostFrequent(patches));
        return new Extraction(
                Extractions.id(slide, patches, layout.name(), mpp),
                slide,
                scanned.name().caseId(),
                size,
                Placement.place(patches, size),
                Inspection.join(List.of(rejected, placed)).quarantined());
    }

    /** Writes shards, then the index, and returns the index. Doing it again gives the same bytes. */
    public ObjectRef store(PatchSource source, Extraction extraction) {
        try (ShardWriter writer = writer(extraction.id())) {
            for (PlacedPatch placed : extraction.patches()) {
                UsablePatch patch = placed.patch();
                writer.add(place(extraction, placed), patch.ending(), readAgain(source, patch));
            }
            return writer.finish();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write shards: " + e.getMessage(), e);
        }
    }

    /** Bytes are read twice rather than kept: a slide may have more of them than memory. */
    private static byte[] readAgain(PatchSource source, UsablePatch patch) throws IOException {
        byte[] image = source.read(patch.candidate().file());
        if (!Sha256.of(image).equals(patch.sha256())) {
            throw new IOException(patch.candidate().file().name() + " changed while it was ingested");
        }
        return image;
    }

    private static ShardWriter.Place place(Extraction extraction, PlacedPatch placed) {
        PatchName name = placed.name();
        return new ShardWriter.Place(
                Identifiers.patchId(extraction.id(), name.name()),
                placed.position().x(),
                placed.position().y(),
                placed.patch().width(),
                placed.patch().height(),
                name.label(),
                name.sourceSplit());
    }

    /** For patches that come from elsewhere than an archive. */
    public ShardWriter writer(ExtractionId extraction) throws IOException {
        return new ShardWriter(extraction, store, maxShardBytes, workDirectory);
    }
}
