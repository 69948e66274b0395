package io.cancernet.training.report;

import io.cancernet.common.event.RunState;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.SlideId;
import io.cancernet.training.erasure.ReportedPatches;
import io.cancernet.training.history.BrowseRuns;
import io.cancernet.training.history.RunColumn;
import io.cancernet.training.history.RunColumns;
import io.cancernet.training.history.RunFilter;
import io.cancernet.training.history.TimeRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Takes erased slides out of the reports of finished runs. */
@ApplicationScoped
class ErasedReports implements ReportedPatches {

    private static final RunColumns ID_ALONE = new RunColumns(List.of(RunColumn.RUN_ID), List.of());

    private final BrowseRuns runs;
    private final RunReports reports;

    ErasedReports(BrowseRuns runs, RunReports reports) {
        this.runs = runs;
        this.reports = reports;
    }

    @Override
    public void erase(DatasetVersion dataset, Set<SlideId> slides) {
        RunFilter finished = new RunFilter(
                Set.of(RunState.FINISHED),
                Set.of(),
                Set.of(dataset),
                TimeRange.ALWAYS,
                TimeRange.ALWAYS,
                List.of(),
                Set.of());
        runs.export(finished, ID_ALONE, run -> reports.erase(run.runId(), slides));
    }
}
