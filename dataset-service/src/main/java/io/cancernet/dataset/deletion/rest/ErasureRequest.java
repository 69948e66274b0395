package io.cancernet.dataset.deletion.rest;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.security.Caller;
import io.cancernet.dataset.deletion.Grounds;
import io.cancernet.dataset.slide.PseudonymKey;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /api/v1/erasures}. */
public record ErasureRequest(
        @Schema(description = "your reference of the case, of which only the pseudonym is kept") @Nullable String caseReference,

        @Schema(description = "or its id here") @Nullable CaseId caseId,

        @Schema(description = "who asks") @Nullable String by,

        @Schema(description = "why; without a patient's name, since it stays in the audit") @Nullable String reason) {

    static ErasureRequest require(@Nullable ErasureRequest request) {
        if (request == null) {
            throw new IllegalArgumentException(
                    "the body is missing: {\"caseReference\": \"…\", \"by\": \"who\", \"reason\": \"why\"}");
        }
        return request;
    }

    CaseId caseId(PseudonymKey key) {
        if (caseReference != null && caseId == null && !caseReference.isBlank()) {
            return key.caseId(caseReference);
        }
        if (caseId != null && caseReference == null) {
            return caseId;
        }
        throw new IllegalArgumentException("give either caseReference, as it was submitted, or caseId");
    }

    Grounds grounds(Caller caller) {
        return new Grounds(Objects.requireNonNullElse(caller.nameOr(by), ""), Objects.requireNonNullElse(reason, ""));
    }
}
