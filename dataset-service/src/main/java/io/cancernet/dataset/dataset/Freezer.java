package io.cancernet.dataset.dataset;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.JsonLinesFile;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.dataset.DatasetRepository.Freezing;
import io.cancernet.dataset.work.WorkDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Splits chosen patches, checks what comes out, and stores the manifests. */
@ApplicationScoped
class Freezer {

    static final String MANIFEST_TYPE = "application/gzip";

    private final DatasetRepository repository;
    private final ObjectStore store;
    private final Path workDirectory;
    private final Clock clock = Clock.systemUTC();

    Freezer(DatasetRepository repository, ObjectStore store, WorkDirectory work) {
        this.repository = repository;
        this.store = store;
        this.workDirectory = work.path();
    }

    List<Freezing> freeze(FreezeRequest request, MicronsPerPixel mpp, Selection selection) {
        FreezeRules.requireBothClasses(selection.pool());
        List<Draft> drafts = request.split().assign(selection.pool()).stream()
                .map(assignment -> new Draft(selection, assignment))
                .toList();
        drafts.forEach(draft -> FreezeRules.requireTrainable(draft.counts()));
        List<Freezing> frozen = new ArrayList<>();
        for (Draft draft : drafts) {
            frozen.add(store(request, mpp, selection, draft));
        }
        return frozen;
    }

    private Freezing store(FreezeRequest request, MicronsPerPixel mpp, Selection selection, Draft draft) {
        try (JsonLinesFile manifest = JsonLinesFile.create(workDirectory)) {
            draft.write(manifest);
            Sha256 sha256 = manifest.finish();
            return repository.freeze(request.nameOf(draft.fold()), sha256, version -> {
                ObjectRef stored = new ObjectRef(ObjectKeys.manifest(version), sha256);
                store.put(stored.key(), manifest.path(), MANIFEST_TYPE);
                return describe(version, stored, request, mpp, selection, draft);
            });
        } catch (IOException e) {
            throw new UncheckedIOException("a temporary manifest cannot be written: " + e.getMessage(), e);
        }
    }

    private FrozenDataset describe(
            DatasetVersion version,
            ObjectRef manifest,
            FreezeRequest request,
            MicronsPerPixel mpp,
            Selection selection,
            Draft draft) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new FrozenDataset(
                version,
                manifest,
                mpp,
                request.split().strategy(),
                draft.leaky(),
                draft.fold(),
                request.split().seed(),
                request.split().fractions(),
                request.split().validationFromTrain(),
                request.borderPatches(),
                draft.duplicatesLeftOut(),
                selection.borderLeftOut(),
                selection.unlabelledLeftOut(),
                draft.counts(),
                draft.slides(),
                now,
                null);
    }
}
