package io.cancernet.dataset.patch;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.JsonLines;
import io.cancernet.dataset.slide.Slide;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.function.Consumer;

/** The indexes of extractions in the object store; each is checked against its hash before a line of it is used. */
@ApplicationScoped
public class PatchIndexes {

    private final ObjectStore store;

    public PatchIndexes(ObjectStore store) {
        this.store = store;
    }

    /** Reads the index of a slide line by line. @throws DomainException {@code hash-mismatch} */
    public void read(Slide slide, Consumer<IndexLine> reader) {
        try {
            JsonLines.read(new ByteArrayInputStream(bytes(slide)), IndexLine.class, reader);
        } catch (IOException e) {
            throw new Outage("cannot read the index of slide " + slide.slideId(), e);
        }
    }

    private byte[] bytes(Slide slide) {
        byte[] index;
        try {
            index = store.get(slide.index().key());
        } catch (ObjectNotFoundException e) {
            throw new DomainException(ErrorCode.HASH_MISMATCH, refusal(slide, "is gone"), e);
        }
        if (!Sha256.of(index).equals(slide.index().sha256())) {
            throw new DomainException(ErrorCode.HASH_MISMATCH, refusal(slide, "is not the one that was stored"));
        }
        return index;
    }

    private static String refusal(Slide slide, String what) {
        return "The index of slide %s %s. Ingest the slide again.".formatted(slide.slideId(), what);
    }
}
