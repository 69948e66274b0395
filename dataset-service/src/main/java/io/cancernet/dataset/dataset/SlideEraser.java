package io.cancernet.dataset.dataset;

import io.cancernet.common.error.Outage;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.JsonLines;
import io.cancernet.common.patch.JsonLinesFile;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.dataset.dataset.DatasetRepository.Rewritten;
import io.cancernet.dataset.work.WorkDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Takes a slide out of dataset versions that are frozen: its lines out of the manifest, and whatever else was made from
 * the patches out of the store. Doing it again changes nothing.
 */
@ApplicationScoped
public class SlideEraser {

    private final DatasetRepository repository;
    private final ObjectStore store;
    private final Path workDirectory;

    SlideEraser(DatasetRepository repository, ObjectStore store, WorkDirectory work) {
        this.repository = repository;
        this.store = store;
        this.workDirectory = work.path();
    }

    /**
     * Erases a slide from one version.
     *
     * @param at when it was asked for
     */
    public void erase(DatasetVersion dataset, SlideId slide, Instant at) {
        repository.erase(dataset, slide, at, frozen -> rewrite(frozen.manifest().key(), slide));
        String manifest = ObjectKeys.manifest(dataset);
        store.list("datasets/" + dataset + "/").stream()
                .filter(key -> !key.equals(manifest))
                .forEach(store::delete);
    }

    private Rewritten rewrite(String key, SlideId slide) {
        try (JsonLinesFile left = JsonLinesFile.create(workDirectory)) {
            copyWithout(slide, key, left);
            ObjectRef manifest = new ObjectRef(key, left.finish());
            store.put(key, left.path(), Freezer.MANIFEST_TYPE);
            return new Rewritten(manifest, left.lines());
        } catch (IOException e) {
            throw new UncheckedIOException("a temporary manifest cannot be written: " + e.getMessage(), e);
        }
    }

    private void copyWithout(SlideId slide, String key, JsonLinesFile left) {
        try {
            JsonLines.read(store.open(key), ManifestLine.class, line -> {
                if (!line.slideId().equals(slide)) {
                    add(line, left);
                }
            });
        } catch (IOException e) {
            throw new Outage("cannot read a manifest: " + e.getMessage(), e);
        }
    }

    private static void add(ManifestLine line, JsonLinesFile left) {
        try {
            left.add(line);
        } catch (IOException e) {
            throw new UncheckedIOException("a temporary manifest cannot be written: " + e.getMessage(), e);
        }
    }
}
