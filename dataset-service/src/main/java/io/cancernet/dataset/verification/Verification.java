package io.cancernet.dataset.verification;

import io.cancernet.common.id.DatasetVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A check of a dataset against the object store.
 *
 * @param checked patches looked at so far, of so many
 * @param findings once it has ended
 * @param error why it could not be carried out
 */
public record Verification(
        String verificationId,
        DatasetVersion dataset,
        VerificationState state,
        int checked,
        int patches,
        @Nullable Findings findings,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    static Verification queued(String id, DatasetVersion dataset, int patches, Instant now) {
        return new Verification(id, dataset, VerificationState.QUEUED, 0, patches, null, null, now, null, null);
    }
}
