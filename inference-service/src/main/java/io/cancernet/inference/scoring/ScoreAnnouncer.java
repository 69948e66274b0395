package io.cancernet.inference.scoring;

import io.cancernet.common.event.PatchScored;
import java.util.List;

/** Tells the world about scores. */
public interface ScoreAnnouncer {

    /** Publishes scores and returns when they are safe. @throws io.cancernet.common.error.Outage when it cannot */
    void announce(List<PatchScored> scores);
}
