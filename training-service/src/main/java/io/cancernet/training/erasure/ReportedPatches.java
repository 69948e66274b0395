package io.cancernet.training.erasure;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.SlideId;
import java.util.Set;

/** What reports of finished runs keep of patches: predictions, tables of cases, sheets. */
public interface ReportedPatches {

    /** Takes slides out of the reports of all runs on a dataset version; doing it again changes nothing. */
    void erase(DatasetVersion dataset, Set<SlideId> slides);
}
