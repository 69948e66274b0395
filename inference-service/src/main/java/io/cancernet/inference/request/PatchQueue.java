package io.cancernet.inference.request;

import io.cancernet.common.event.PatchQueued;
import java.util.List;

/** Where patches wait to be scored, by whichever replica. */
public interface PatchQueue {

    /** Queues patches and returns when they are safe. @throws io.cancernet.common.error.Outage when the queue is away */
    void queue(List<PatchQueued> patches);
}
