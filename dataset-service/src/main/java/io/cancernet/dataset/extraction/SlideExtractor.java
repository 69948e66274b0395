package io.cancernet.dataset.extraction;

import io.cancernet.common.error.DomainException;
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
import io.cancernet.dataset.source.SourceChangedException;
import io.cancernet.dataset.source.SourceFaults;
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
    private final long bufferBytes;
    private final Path workDirectory;

    /** @param bufferBytes bytes of image files that may be held in memory; a slide with fewer is read once */
    public SlideExtractor(
            PatchInspector inspector,
            PseudonymKey key,
            ObjectStore store,
            long maxShardBytes,
            long bufferBytes,
            Path workDirectory) {
        this.inspector = inspector;
        this.key = key;
        this.store = store;
        this.maxShardBytes = maxShardBytes;
        this.bufferBytes = bufferBytes;
        this.workDirectory = workDirectory;
    }

    /** Looks at the files of one slide; nothing is written. */
    public Extraction examine(
            PatchSource source, SourceScan.ScannedSlide scanned, PatchLayout layout, MicronsPerPixel mpp) {
        HeldImages held = new HeldImages(bytes(scanned) <= bufferBytes);
        Inspection looked = inspector.inspect(source, scanned.candidates(), held, bufferBytes);
        Inspection placed = Placement.resolve(looked.usable().stream()
                .sorted(Comparator.comparing(each -> each.candidate().file().name()))
                .toList());
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
                Inspection.join(List.of(rejected, placed)).quarantined(),
                held);
    }

    /** Whether memory may hold the images of both at a time. */
    public boolean holdsBoth(SourceScan.ScannedSlide one, SourceScan.ScannedSlide other) {
        return bytes(one) + bytes(other) <= bufferBytes;
    }

    private static long bytes(SourceScan.ScannedSlide scanned) {
        return scanned.candidates().stream()
                .mapToLong(each -> each.file().size())
                .sum();
    }

    /**
     * Writes shards, then the index, and returns the index. Doing it again gives the same bytes.
     *
     * @throws DomainException {@code source-changed} when files are no longer what was looked at; no shard stays
     */
    public ObjectRef store(PatchSource source, Extraction extraction) {
        try (ShardWriter writer = writer(extraction.id())) {
            try {
                addPatches(writer, source, extraction);
            } catch (DomainException e) {
                writer.discard();
                throw e;
            }
            return writer.finish();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write shards: " + e.getMessage(), e);
        }
    }

    private void addPatches(ShardWriter writer, PatchSource source, Extraction extraction) throws IOException {
        HeldImages held = extraction.held();
        for (List<PlacedPatch> piece :
                Pieces.of(extraction.patches(), each -> each.file().size(), bufferBytes)) {
            ReadAhead ahead = ReadAhead.of(
                    source,
                    piece.stream()
                            .map(PlacedPatch::file)
                            .filter(file -> !held.holds(file))
                            .toList());
            for (PlacedPatch each : piece) {
                byte[] image = held.holds(each.file()) ? held.get(each.file()) : readAgain(ahead, each.patch());
                writer.add(
                        place(extraction, each),
                        each.patch().ending(),
                        image,
                        each.patch().sha256());
            }
        }
    }

    private static byte[] readAgain(ReadAhead ahead, UsablePatch patch) {
        try {
            byte[] image = ahead.bytes(patch.candidate().file());
            if (Sha256.of(image).equals(patch.sha256())) {
                return image;
            }
            throw SourceFaults.changed(new SourceChangedException("a file has other bytes than before"));
        } catch (IOException e) {
            throw SourceFaults.changed(e);
        }
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
