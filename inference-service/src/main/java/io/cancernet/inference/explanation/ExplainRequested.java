package io.cancernet.inference.explanation;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.JsonLines;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.inference.request.RequestScoring;
import io.cancernet.inference.request.ScoringRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Explains the scores of a request's patches, by the model that the request is pinned to. */
@ApplicationScoped
public class ExplainRequested {

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
        String key = request.index().key();
        try {
            return JsonLines.read(verified(key, store.get(key), request.index().sha256()), IndexLine.class).stream()
                    .filter(each -> each.patchId().equals(patch))
                    .findFirst()
                    .orElseThrow(() -> new DomainException(
                            ErrorCode.NOT_FOUND,
                            "scoring request %s has no patch %s".formatted(request.requestId(), patch)))
                    .image();
        } catch (ObjectNotFoundException e) {
            throw new DomainException(ErrorCode.NOT_FOUND, "index %s is gone".formatted(key), e);
        } catch (IOException e) {
            throw new DomainException(ErrorCode.MANIFEST_INVALID, "index %s is broken".formatted(key), e);
        }
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
