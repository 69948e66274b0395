package io.cancernet.inference.scoring;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.event.PatchQueued;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.inference.scoring.ShardRange.LocatedPatch;
import org.jspecify.annotations.Nullable;

/** Pieces of work for tests. */
final class Works {

    static final ModelVersion MODEL = new ModelVersion("model", "1");

    private Works() {}

    static PatchId patch(String name) {
        return new PatchId(Hashes.identity("patch", name));
    }

    static PatchLocation location(String shard, long offset, int length) {
        return new PatchLocation(shard, offset, length, Sha256.of(new byte[0]));
    }

    static PatchQueued queued(String name, @Nullable String request, PatchLocation at) {
        return new PatchQueued(
                patch(name), request == null ? null : new RequestId(request), null, null, 1, 2, at, null);
    }

    static PatchQueued inline(String name, @Nullable String request, String image) {
        return new PatchQueued(
                patch(name), request == null ? null : new RequestId(request), null, null, null, null, null, image);
    }

    static LocatedPatch located(String name, String shard, long offset, int length) {
        PatchLocation at = location(shard, offset, length);
        return new LocatedPatch(PatchWork.of(queued(name, null, at), MODEL), at);
    }
}
