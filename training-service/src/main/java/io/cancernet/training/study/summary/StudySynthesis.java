package io.cancernet.training.study.summary;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.event.RunState;
import io.cancernet.training.crossvalidation.Fold;
import io.cancernet.training.crossvalidation.JudgedFold;
import io.cancernet.training.crossvalidation.OutOfFold;
import io.cancernet.training.crossvalidation.Scoring;
import io.cancernet.training.evaluation.CaseBootstrap;
import io.cancernet.training.plot.Marking;
import io.cancernet.training.study.MemberState;
import io.cancernet.training.study.StudiedDataset;
import io.cancernet.training.study.StudiedRecipe;
import io.cancernet.training.study.Study;
import io.cancernet.training.study.summary.StudySummary.ArmName;
import io.cancernet.training.study.summary.StudySummary.Difference;
import io.cancernet.training.study.summary.StudySummary.Kind;
import io.cancernet.training.study.summary.StudySummary.LeftOut;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Sums a study up, a seed of a recipe at a time, so that only that one's predictions are in memory at once. */
final class StudySynthesis {

    /** What a finished run says of the patches it was not trained on. */
    record Scores(Fold fold, int erasedSlides) {}

    private final Study study;
    private final List<MemberState> members;
    private final Function<Study.Member, Scores> reader;
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final Map<ArmName, ArmResult> arms = new LinkedHashMap<>();
    private int counted;

    /**
     * @param members of the study, in their order
     * @param reader of finished runs; throws {@link DomainException} where there is nothing to read
     */
    StudySynthesis(Study study, List<MemberState> members, Function<Study.Member, Scores> reader) {
        this.study = study;
        this.members = members;
        this.reader = reader;
    }

    StudySummary summary() {
        for (StudiedDataset group : groups()) {
            for (StudiedRecipe recipe : study.recipes()) {
                for (long seed : study.seeds()) {
                    judge(group, recipe, seed);
                }
            }
        }
        arms.values().removeIf(each -> each.isEmpty() || isNotSmoothed(each));
        return new StudySummary(
                Marking.RESEARCH_USE_ONLY,
                study.id(),
                study.name(),
                members.stream().allMatch(MemberState::isOver),
                study.datasets().stream().anyMatch(StudiedDataset::leaky),
                members.size(),
                counted,
                leftOut,
                CaseBootstrap.USUAL,
                arms.values().stream().map(ArmResult::arm).toList(),
                differences());
    }

    private static boolean isNotSmoothed(ArmResult arm) {
        return arm.name().scoring() == Scoring.CONTEXT_SMOOTHED && !arm.isSmoothed();
    }

    /** One dataset of each group. */
    private List<StudiedDataset> groups() {
        Map<String, StudiedDataset> groups = new LinkedHashMap<>();
        study.datasets().forEach(each -> groups.putIfAbsent(each.group(), each));
        return List.copyOf(groups.values());
    }

    private void judge(StudiedDataset group, StudiedRecipe recipe, long seed) {
        List<Study.Member> judged = new ArrayList<>();
        List<Fold> folds = new ArrayList<>();
        boolean whole = true;
        int erased = 0;
        for (MemberState each : members) {
            Study.Member member = each.member();
            if (member.seed() == seed
                    && member.recipe().equals(recipe)
                    && member.dataset().group().equals(group.group())) {
                Optional<Scores> scores = read(each);
                scores.ifPresent(one -> {
                    judged.add(member);
                    folds.add(one.fold());
                });
                whole &= scores.isPresent();
                erased += scores.map(Scores::erasedSlides).orElse(0);
            }
        }
        counted += folds.size();
        for (Scoring scoring : Scoring.values()) {
            ArmName name = new ArmName(recipe.name(), group.group(), scoring);
            ArmResult arm = arms.computeIfAbsent(name, key -> new ArmResult(key, group.leaky(), group.folds()));
            judge(arm, seed, judged, OutOfFold.judge(folds, scoring), whole);
            if (erased > 0) {
                arm.markErasedFrom();
            }
        }
    }

    private static void judge(ArmResult arm, long seed, List<Study.Member> judged, OutOfFold all, boolean whole) {
        for (int i = 0; i < judged.size(); i++) {
            arm.add(judged.get(i), all.folds().get(i));
        }
        if (!whole) {
            arm.leaveIncomplete(seed);
        } else if (all.pooled().isEmpty()) {
            arm.leaveOverlapping(seed);
        } else {
            int patches = all.folds().stream().mapToInt(JudgedFold::testPatches).sum();
            arm.pool(seed, all.pooled().get(), patches);
        }
    }

    private Optional<Scores> read(MemberState each) {
        if (each.state() != RunState.FINISHED) {
            leaveOut(each, reason(each));
            return Optional.empty();
        }
        try {
            Scores scores = reader.apply(each.member());
            if (scores.fold().test().isEmpty() || scores.fold().validation().isEmpty()) {
                leaveOut(each, "it has no patches in test or in validation");
                return Optional.empty();
            }
            return Optional.of(scores);
        } catch (DomainException e) {
            leaveOut(each, "its predictions cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static String reason(MemberState each) {
        if (each.state() == null) {
            return "it is no longer on record";
        }
        return each.error() == null
                ? "it is " + each.state().slug()
                : "it failed: " + each.error().detail();
    }

    private void leaveOut(MemberState each, String reason) {
        Study.Member member = each.member();
        leftOut.add(new LeftOut(
                member.run(), member.recipe().name(), member.dataset().version(), member.seed(), each.state(), reason));
    }

    private List<Difference> differences() {
        List<Difference> differences = new ArrayList<>();
        String first = study.recipes().get(0).name();
        for (ArmResult arm : arms.values()) {
            ArmName name = arm.name();
            if (!name.recipe().equals(first)) {
                other(new ArmName(first, name.datasets(), name.scoring()))
                        .ifPresent(baseline -> differences.add(arm.minus(baseline, Kind.RECIPE)));
            }
            if (name.scoring() == Scoring.CONTEXT_SMOOTHED) {
                other(new ArmName(name.recipe(), name.datasets(), Scoring.SINGLE_PATCHES))
                        .ifPresent(single -> differences.add(arm.minus(single, Kind.CONTEXT)));
            }
            if (arm.leaky()) {
                arms.values().stream()
                        .filter(each -> !each.leaky()
                                && each.name().recipe().equals(name.recipe())
                                && each.name().scoring() == name.scoring())
                        .forEach(honest -> differences.add(arm.optimismOver(honest)));
            }
        }
        return differences;
    }

    private Optional<ArmResult> other(ArmName name) {
        return Optional.ofNullable(arms.get(name));
    }
}
