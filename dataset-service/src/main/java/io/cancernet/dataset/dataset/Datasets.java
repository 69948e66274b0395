package io.cancernet.dataset.dataset;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.event.DatasetFrozen.SplitCount;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.JsonLines;
import io.cancernet.common.patch.Split;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.dataset.DatasetRepository.Freezing;
import io.cancernet.dataset.dataset.FrozenDataset.FrozenSlide;
import io.cancernet.dataset.slide.Slide;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Freezing datasets: which slides, split by case, as a manifest that never changes. */
@ApplicationScoped
public class Datasets {

    private static final String MANIFEST_TYPE = "application/gzip";

    private final SlideChoice choice;
    private final DatasetRepository repository;
    private final ObjectStore store;
    private final Clock clock = Clock.systemUTC();

    Datasets(SlideChoice choice, DatasetRepository repository, ObjectStore store) {
        this.choice = choice;
        this.repository = repository;
        this.store = store;
    }

    /** Freezes a dataset. @throws DomainException when what was chosen cannot be one; nothing is stored then */
    public Freezing freeze(FreezeRequest request) {
        List<Slide> slides = choice.choose(request);
        MicronsPerPixel mpp = FreezeRules.commonResolution(slides);
        Selection selection = select(slides, request.borderPatches());
        FreezeRules.requireBothClasses(selection);
        Map<CaseId, Split> splits = CaseSplit.deal(selection.cases(), request.fractions(), request.seed());
        Manifest manifest = Manifest.of(selection.patches(), splits);
        List<SplitCount> counts = manifest.counts();
        FreezeRules.requireTrainable(counts);
        byte[] bytes = JsonLines.write(manifest.lines());
        Sha256 sha256 = Sha256.of(bytes);
        return repository.freeze(request.name(), sha256, version -> {
            ObjectRef stored = new ObjectRef(ObjectKeys.manifest(version), sha256);
            store.put(stored.key(), bytes, MANIFEST_TYPE);
            return new FrozenDataset(
                    version,
                    stored,
                    mpp,
                    false,
                    request.seed(),
                    request.fractions(),
                    request.borderPatches(),
                    manifest.duplicatesLeftOut(),
                    selection.borderLeftOut(),
                    selection.unlabelledLeftOut(),
                    counts,
                    frozen(slides, splits),
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
        });
    }

    /** One dataset version. @throws DomainException {@code not-found} */
    public FrozenDataset get(DatasetVersion dataset) {
        return repository
                .find(dataset)
                .orElseThrow(() -> new DomainException(
                        ErrorCode.NOT_FOUND,
                        "There is no dataset %s. GET /api/v1/datasets lists those there are.".formatted(dataset)));
    }

    public Page<FrozenDataset> list(PageRequest page) {
        return repository.list(page);
    }

    private Selection select(List<Slide> slides, BorderPatches borderPatches) {
        Selection selection = new Selection(borderPatches);
        for (Slide slide : slides) {
            byte[] index = store.get(slide.index().key());
            if (!Sha256.of(index).equals(slide.index().sha256())) {
                throw new DomainException(
                        ErrorCode.HASH_MISMATCH,
                        "The index of slide %s is not the one that was stored. Ingest the slide again."
                                .formatted(slide.slideId()));
            }
            try {
                JsonLines.read(index, IndexLine.class).forEach(line -> selection.add(slide, line));
            } catch (IOException e) {
                throw new Outage("cannot read the index of slide " + slide.slideId(), e);
            }
        }
        return selection;
    }

    /** A slide none of whose patches were chosen has no split and is left out. */
    private static List<FrozenSlide> frozen(List<Slide> slides, Map<CaseId, Split> splits) {
        List<FrozenSlide> frozen = new ArrayList<>();
        for (Slide slide : slides) {
            Split split = splits.get(slide.caseId());
            if (split != null) {
                frozen.add(new FrozenSlide(slide.slideId(), slide.caseId(), slide.extractionId(), split));
            }
        }
        frozen.sort(Comparator.comparing(FrozenSlide::split)
                .thenComparing(FrozenSlide::caseId)
                .thenComparing(FrozenSlide::slideId));
        return frozen;
    }
}
