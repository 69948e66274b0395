package io.cancernet.training.deadletter;

import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;

/** The record of who put dead letters back. Entries are added and read, never changed. */
public interface ReplayLedger {

    void add(ReplayRecord replay);

    /** Newest first. */
    Page<ReplayRecord> list(PageRequest page);
}
