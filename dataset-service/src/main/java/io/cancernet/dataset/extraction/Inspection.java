package io.cancernet.dataset.extraction;

import io.cancernet.dataset.layout.QuarantinedFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What looking at files found: those that can be used, and the rest with reasons. */
public record Inspection(List<UsablePatch> usable, List<QuarantinedFile> quarantined) {

    public Inspection {
        usable = List.copyOf(usable);
        quarantined = List.copyOf(quarantined);
    }

    static Inspection of(UsablePatch patch) {
        return new Inspection(List.of(patch), List.of());
    }

    static Inspection of(QuarantinedFile file) {
        return new Inspection(List.of(), List.of(file));
    }

    /** All in one, in order. */
    static Inspection join(Collection<Inspection> parts) {
        List<UsablePatch> usable = new ArrayList<>();
        List<QuarantinedFile> quarantined = new ArrayList<>();
        for (Inspection part : parts) {
            usable.addAll(part.usable);
            quarantined.addAll(part.quarantined);
        }
        return new Inspection(usable, quarantined);
    }
}
