package io.cancernet.training.study;

import io.cancernet.common.event.RunState;
import io.cancernet.common.id.RunId;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.training.run.Run;
import io.cancernet.training.run.RunLedger;
import io.cancernet.training.run.RunPlan;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The studies on record in memory. */
final class InMemoryStudyLedger implements StudyLedger {

    private final RunLedger runs;
    private final Map<StudyId, Study> studies = new LinkedHashMap<>();
    private final Set<StudyId> cancelled = new HashSet<>();

    InMemoryStudyLedger(RunLedger runs) {
        this.runs = runs;
    }

    @Override
    public Study submit(Study study, Map<RunId, RunPlan> plans) {
        if (studies.putIfAbsent(study.id(), study) == null) {
            study.members().forEach(each -> runs.submit(each.run(), Objects.requireNonNull(plans.get(each.run()))));
        }
        return Objects.requireNonNull(studies.get(study.id()));
    }

    @Override
    public Optional<StudyProgress> find(StudyId id) {
        return Optional.ofNullable(studies.get(id)).map(this::progress);
    }

    @Override
    public Page<StudyProgress> list(PageRequest page) {
        return Page.whole(studies.values().stream().map(this::progress).toList());
    }

    @Override
    public List<MemberState> members(Study study) {
        return study.members().stream().map(this::state).toList();
    }

    @Override
    public void requestCancel(StudyId id) {
        cancelled.add(id);
    }

    private MemberState state(Study.Member member) {
        Run run = runs.find(member.run()).orElse(null);
        return run == null
                ? new MemberState(member, null, null)
                : new MemberState(member, run.progress().state(), run.progress().error());
    }

    private StudyProgress progress(Study study) {
        Map<RunState, Integer> counts = new EnumMap<>(RunState.class);
        int deleted = 0;
        for (MemberState each : members(study)) {
            if (each.state() == null) {
                deleted++;
            } else {
                counts.merge(each.state(), 1, Integer::sum);
            }
        }
        return new StudyProgress(study, cancelled.contains(study.id()), counts, deleted);
    }
}
