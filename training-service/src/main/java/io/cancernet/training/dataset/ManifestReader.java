package io.cancernet.training.dataset;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.JsonLines;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.Split;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads manifests from the object store and refuses those that must not be trained on. */
@ApplicationScoped
public class ManifestReader {

    private final ObjectStore store;

    public ManifestReader(ObjectStore store) {
        this.store = store;
    }

    /**
     * The manifest of a dataset version.
     *
     * @throws DomainException {@link ErrorCode#MANIFEST_INVALID} saying what is wrong with it
     */
    public Manifest read(FrozenDataset dataset) {
        List<ManifestLine> lines = parse(dataset, bytes(dataset));
        requireDistinct(dataset, lines);
        if (!dataset.leaky()) {
            requireCasesApart(dataset, lines);
        }
        Manifest manifest = new Manifest(lines);
        for (Split split : List.of(Split.TRAIN, Split.VALIDATION)) {
            if (manifest.rows(split).length == 0) {
                throw invalid(dataset, "its %s split is empty".formatted(split.slug()));
            }
        }
        return manifest;
    }

    private byte[] bytes(FrozenDataset dataset) {
        byte[] bytes;
        try {
            bytes = store.get(dataset.manifest().key());
        } catch (ObjectNotFoundException e) {
            throw new DomainException(
                    ErrorCode.MANIFEST_INVALID,
                    "the manifest of %s is not in the object store: %s"
                            .formatted(dataset.version(), dataset.manifest().key()),
                    e);
        }
        Sha256 actual = Sha256.of(bytes);
        if (!actual.equals(dataset.manifest().sha256())) {
            throw invalid(
                    dataset,
                    "its bytes have sha256 %s, announced was %s"
                            .formatted(actual, dataset.manifest().sha256()));
        }
        return bytes;
    }

    private static List<ManifestLine> parse(FrozenDataset dataset, byte[] bytes) {
        try {
            return JsonLines.read(bytes, ManifestLine.class);
        } catch (IOException e) {
            throw new DomainException(
                    ErrorCode.MANIFEST_INVALID,
                    "the manifest of %s cannot be read: %s".formatted(dataset.version(), e.getMessage()),
                    e);
        }
    }

    private static void requireDistinct(FrozenDataset dataset, List<ManifestLine> lines) {
        Set<PatchId> seen = new HashSet<>();
        for (ManifestLine line : lines) {
            if (!seen.add(line.patchId())) {
                throw invalid(dataset, "patch %s stands in it twice".formatted(line.patchId()));
            }
        }
    }

    private static void requireCasesApart(FrozenDataset dataset, List<ManifestLine> lines) {
        Map<CaseId, Split> splits = new HashMap<>();
        for (ManifestLine line : lines) {
            Split first = splits.putIfAbsent(line.caseId(), line.split());
            if (first != null && first != line.split()) {
                throw invalid(
                        dataset,
                        "case %s stands in two splits, %s and %s, so a test on it would prove nothing"
                                .formatted(
                                        line.caseId(),
                                        first.slug(),
                                        line.split().slug()));
            }
        }
    }

    private static DomainException invalid(FrozenDataset dataset, String what) {
        return new DomainException(
                ErrorCode.MANIFEST_INVALID,
                "the manifest of %s is refused: %s; freeze the dataset again".formatted(dataset.version(), what));
    }
}
