package io.cancernet.dataset.layout;

import io.cancernet.dataset.source.SourceFile;

/** A file whose name is that of a patch; its bytes have not been looked at. */
public record Candidate(SourceFile file, PatchName patch) implements Reading {

    public QuarantinedFile quarantined(QuarantineReason reason, String detail) {
        return new QuarantinedFile(file.name(), reason, detail);
    }
}
