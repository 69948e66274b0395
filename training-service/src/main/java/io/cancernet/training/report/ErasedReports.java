package io.cancernet.training.report;

import io.cancernet.common.event.RunState;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.training.erasure.ReportedPatches;
import io.cancernet.training.run.RunFilter;
import io.cancernet.training.run.RunSummary;
import io.cancernet.training.run.Runs;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes erased slides out of the reports of finished runs. */
@ApplicationScoped
class ErasedReports implements ReportedPatches {

    private final Runs runs;
    private final RunReports reports;

    ErasedReports(Runs runs, RunReports reports) {
        this.runs = runs;
        this.reports = reports;
    }

    @Override
    public void erase(DatasetVersion dataset, Set<SlideId> slides) {
        RunFilter filter = new RunFilter(RunState.FINISHED, null, dataset);
        @Nullable String cursor = null;
        do {
            Page<RunSummary> page = runs.list(filter, PageRequest.of(PageRequest.MAX_LIMIT, cursor));
            page.items().forEach(run -> reports.erase(run.runId(), slides));
            cursor = page.next();
        } while (cursor != null);
    }
}
