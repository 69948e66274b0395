package io.cancernet.training.patch;

import io.cancernet.common.event.PatchExtracted;
import io.cancernet.common.kafka.Outcome;
import io.cancernet.common.kafka.Received;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;

/** Takes patch events into the patch store, a batch at a time; a repeat changes nothing. */
@ApplicationScoped
public class StorePatches {

    private final PatchRepository patches;

    public StorePatches(PatchRepository patches) {
        this.patches = patches;
    }

    public List<Outcome> handle(List<Received<PatchExtracted>> batch) {
        patches.addFromEvents(batch.stream().map(Received::event).toList());
        return Collections.nCopies(batch.size(), Outcome.DONE);
    }
}
