package io.cancernet.dataset.dataset;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The frozen datasets. */
public interface DatasetRepository {

    /**
     * Adds the next version of a name, announces it and has its statistics computed, unless a version of that name has the same manifest: then that
     * one is returned. One freezing of a name goes on at a time.
     *
     * @param freeze stores the manifest under the version given and describes it
     * @throws io.cancernet.common.error.DomainException {@code conflict} when one of its slides was deleted meanwhile
     */
    Freezing freeze(String name, Sha256 manifest, Function<DatasetVersion, FrozenDataset> freeze);

    Optional<FrozenDataset> find(DatasetVersion dataset);

    /**
     * Marks a version as erased from; one that is gone meanwhile is no error. One erasure from a version goes on at a
     * time.
     *
     * @param at when it was asked for
     * @param rewrite takes the slide's lines out of the stored manifest
     */
    void erase(DatasetVersion dataset, SlideId slide, Instant at, Function<FrozenDataset, Rewritten> rewrite);

    /** By name, latest version first. */
    Page<FrozenDataset> list(DatasetFilter filter, PageRequest page);

    /**
     * A manifest without what was erased.
     *
     * @param lines that are left
     */
    record Rewritten(ObjectRef manifest, int lines) {}

    /**
     * What came out.
     *
     * @param added false when this very dataset was there already
     */
    record Freezing(FrozenDataset dataset, boolean added) {}
}
