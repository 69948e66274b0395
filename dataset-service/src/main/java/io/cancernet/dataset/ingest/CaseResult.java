package io.cancernet.dataset.ingest;

import io.cancernet.common.id.CaseId;
import io.cancernet.dataset.layout.QuarantinedFile;
import io.cancernet.dataset.slide.Slide;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one case of an ingest gave.
 *
 * @param slide absent when no file of the case could be used
 * @param in files of the case: stored + quarantined
 */
public record CaseResult(CaseId caseId, @Nullable Slide slide, int in, int stored, List<QuarantinedFile> quarantined) {

    public CaseResult {
        quarantined = List.copyOf(quarantined);
        if (in != stored + quarantined.size()) {
            throw new IllegalArgumentException("in = stored + quarantined must hold");
        }
    }
}
