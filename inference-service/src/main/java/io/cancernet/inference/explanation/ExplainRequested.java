package io.cancernet.inference.explanation;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.inference.request.RequestScoring;
import io.cancernet.inference.request.ScoringRequest;
import io.cancernet.inference.slide.IndexFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Explains the scores of a request's patches, by the model that the request is pinned to. */
@ApplicationScoped
public class ExplainRequested {

    /** Lines of the index in memory. */
    private static final int CHUNK = 1000;

    private final RequestScoring requests;
    private final ObjectStore store;
    private final ExplainImages images;

    ExplainRequested(RequestScoring requests, ObjectStore store, ExplainImages images) {
        this.requests = requests;
        this.store = store;
        this.images = images;
    }

    /**
     * Explains the score of a patch; see {@link ExplainImages#explain}.
     *
     * @throws DomainException when there is no such request or patch, or its image is gone or changed
     */
    public Explanation explain(RequestId id, PatchId patch, @Nullable Integer window, @Nullable Integer stride) {
        ScoringRequest request = requests.get(id);
        return images.explain(request.model(), image(location(request, patch)), window, stride);
    }

    private PatchLocation location(ScoringRequest request, PatchId patch) {
        List<PatchLocation> found = new ArrayList<>(1);
        try (IndexFile index = IndexFile.fetch(store, request.index())) {
            index.read(CHUNK, lines -> lines.stream()
                    .filter(each -> each.patchId().equals(patch))
                    .map(IndexLine::image)
                    .forEach(found::add));
        }
        return found.stream()
                .findFirst()
                .orElseThrow(() -> new DomainException(
                        ErrorCode.NOT_FOUND,
                        "scoring request %s has no patch %s".formatted(request.requestId(), patch)));
    }

    private byte[] image(PatchLocation at) {
        try {
            return verified(at.shard(), store.getRange(at.shard(), at.offset(), at.length()), at.sha256());
        } catch (ObjectNotFoundException e) {
            throw new DomainException(ErrorCode.UNKNOWN_SHARD, "the patch's shard %s is gone".formatted(at.shard()), e);
        }
    }

    private static byte[] verified(String key, byte[] bytes, Sha256 sha256) {
        if (!Sha256.of(bytes).equals(sha256)) {
            throw new DomainException(
                    ErrorCode.HASH_MISMATCH, "%s has not the sha256 that was announced".formatted(key));
        }
        return bytes;
    }
}
