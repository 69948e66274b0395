package io.cancernet.dataset.dataset;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.dataset.DatasetRepository.Freezing;
import io.cancernet.dataset.patch.PatchIndexes;
import io.cancernet.dataset.slide.Slide;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Freezing datasets, which never change, and looking them up. */
@ApplicationScoped
public class Datasets {

    private final SlideChoice choice;
    private final PatchIndexes indexes;
    private final Freezer freezer;
    private final DatasetRepository repository;

    Datasets(SlideChoice choice, PatchIndexes indexes, Freezer freezer, DatasetRepository repository) {
        this.choice = choice;
        this.indexes = indexes;
        this.freezer = freezer;
        this.repository = repository;
    }

    /**
     * Freezes a dataset, or one a fold. All folds are checked before the first is stored; a request that broke off
     * between two of them is finished by repeating it.
     *
     * @throws DomainException when what was chosen cannot be one; nothing is stored then
     */
    public List<Freezing> freeze(FreezeRequest request) {
        List<Slide> slides = choice.choose(request);
        MicronsPerPixel mpp = FreezeRules.commonResolution(slides);
        Selection selection = new Selection(slides, PatchChoice.labelled(request.borderPatches()), indexes);
        return freezer.freeze(request, mpp, selection);
    }

    /** One dataset version. @throws DomainException {@code not-found} */
    public FrozenDataset get(DatasetVersion dataset) {
        return repository
                .find(dataset)
                .orElseThrow(() -> new DomainException(
                        ErrorCode.NOT_FOUND,
                        "There is no dataset %s. GET /api/v1/datasets lists those there are.".formatted(dataset)));
    }

    public Page<FrozenDataset> list(DatasetFilter filter, PageRequest page) {
        return repository.list(filter, page);
    }
}
