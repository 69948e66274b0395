package io.cancernet.dataset.extraction;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.patch.Labels;
import io.cancernet.dataset.layout.QuarantinedFile;
import java.util.List;

/**
 * What is to be cut from one slide.
 *
 * @param patchSize nominal size of a patch
 * @param patches to be stored, in this order
 * @param quarantined the slide's other files
 * @param held image files that need not be read again
 */
public record Extraction(
        ExtractionId id,
        SlideId slideId,
        CaseId caseId,
        PatchSize patchSize,
        List<PlacedPatch> patches,
        List<QuarantinedFile> quarantined,
        HeldImages held) {

    public Extraction {
        patches = List.copyOf(patches);
        quarantined = List.copyOf(quarantined);
    }

    public int in() {
        return patches.size() + quarantined.size();
    }

    public int positive() {
        return count(Labels.POSITIVE);
    }

    public int negative() {
        return count(Labels.NEGATIVE);
    }

    private int count(Integer label) {
        return (int) patches.stream()
                .filter(each -> label.equals(each.name().label()))
                .count();
    }
}
