package io.cancernet.training.live;

import io.cancernet.common.event.RunChanged;

/**
 * Something that happened to a run.
 *
 * @param id rises with each event that becomes visible, over all runs and replicas
 */
public record RunEvent(long id, RunChanged change) {}
