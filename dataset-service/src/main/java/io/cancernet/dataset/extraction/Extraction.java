package io.cancernet.dataset.extraction;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.SlideId;
import io.cancernet.dataset.layout.QuarantinedFile;
import java.util.List;

/**
 * What is to be cut from one slide.
 *
 * @param patches to be stored, in this order
 * @param quarantined the slide's other files
 */
public record Extraction(
        ExtractionId id, SlideId slideId, CaseId caseId, List<UsablePatch> patches, List<QuarantinedFile> quarantined) {

    public Extraction {
        patches = List.copyOf(patches);
        quarantined = List.copyOf(quarantined);
    }

    public int in() {
        return patches.size() + quarantined.size();
    }

    public int positive() {
        return (int) patches.stream()
                .filter(each -> each.candidate().patch().label() == 1)
                .count();
    }
}
