package io.cancernet.training.study.rest;

import io.cancernet.common.event.RunState;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.training.run.RunError;
import io.cancernet.training.study.MemberState;
import io.cancernet.training.study.StudiedDataset;
import io.cancernet.training.study.StudiedRecipe;
import io.cancernet.training.study.Study;
import io.cancernet.training.study.StudyId;
import io.cancernet.training.study.StudyProgress;
import io.cancernet.training.study.StudyState;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A study as REST answers it.
 *
 * @param runs in the order in which they are worked off; absent in lists
 */
public record StudyView(
        StudyId studyId,
        String name,
        StudyState state,
        List<StudiedRecipe> recipes,
        List<Long> seeds,
        List<StudiedDataset> datasets,
        int priority,
        Counts counts,
        @Nullable List<MemberView> runs,
        Instant createdAt) {

    /**
     * How far the runs are.
     *
     * @param deleted no longer on record
     */
    public record Counts(int total, int queued, int running, int finished, int failed, int cancelled, int deleted) {}

    /** One run. */
    public record MemberView(
            RunId runId,
            String recipe,
            DatasetVersion dataset,
            long seed,

            @Schema(description = "absent when the run is no longer on record") @Nullable RunState state,

            @Nullable RunError error) {

        static MemberView from(MemberState each) {
            return new MemberView(
                    each.member().run(),
                    each.member().recipe().name(),
                    each.member().dataset().version(),
                    each.member().seed(),
                    each.state(),
                    each.error());
        }
    }

    static StudyView from(StudyProgress progress, @Nullable List<MemberState> members) {
        Study study = progress.study();
        return new StudyView(
                study.id(),
                study.name(),
                progress.state(),
                study.recipes(),
                study.seeds(),
                study.datasets(),
                study.priority(),
                new Counts(
                        study.members().size(),
                        progress.count(RunState.QUEUED),
                        progress.count(RunState.RUNNING),
                        progress.count(RunState.FINISHED),
                        progress.count(RunState.FAILED),
                        progress.count(RunState.CANCELLED),
                        progress.deleted()),
                members == null ? null : members.stream().map(MemberView::from).toList(),
                study.createdAt());
    }
}
