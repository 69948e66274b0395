package io.cancernet.dataset.deletion;

import io.cancernet.common.event.RunChanged;
import io.cancernet.common.kafka.Outcome;
import io.cancernet.common.kafka.Received;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Remembers which run uses which dataset version. */
@ApplicationScoped
public class FollowRuns {

    private final RunReferences references;

    FollowRuns(RunReferences references) {
        this.references = references;
    }

    public List<Outcome> handle(List<Received<RunChanged>> batch) {
        references.put(batch.stream().map(each -> RunReference.of(each.event())).toList());
        return batch.stream().map(each -> Outcome.DONE).toList();
    }
}
