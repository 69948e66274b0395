package io.cancernet.training.study.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.RunState;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.json.Json;
import io.cancernet.common.patch.Split;
import io.cancernet.training.crossvalidation.Fold;
import io.cancernet.training.crossvalidation.Scoring;
import io.cancernet.training.crossvalidation.Spread;
import io.cancernet.training.evaluation.Prediction;
import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.recipe.Recipes;
import io.cancernet.training.run.RunError;
import io.cancernet.training.study.MemberState;
import io.cancernet.training.study.StudiedDataset;
import io.cancernet.training.study.StudiedRecipe;
import io.cancernet.training.study.Study;
import io.cancernet.training.study.StudyId;
import io.cancernet.training.study.summary.StudySummary.Arm;
import io.cancernet.training.study.summary.StudySummary.Difference;
import io.cancernet.training.study.summary.StudySummary.Estimate;
import io.cancernet.training.study.summary.StudySummary.Kind;
import io.cancernet.training.study.summary.StudySummary.LeftOut;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StudySynthesisTest {

    private static final Recipe RECIPE = Recipes.preset("cancernet");
    private static final int FOLDS = 4;
    private static final int CASES = 3;
    private static final int PATCHES = 30;
    private static final Study STUDY = new Study(
            new StudyId("s-1"),
            "two recipes",
            List.of(
                    new StudiedRecipe("weak", "cancernet", Map.of()),
                    new StudiedRecipe("strong", "cancernet", Map.of())),
            List.of(1L, 2L),
            Stream.concat(
                            IntStream.rangeClosed(1, FOLDS).mapToObj(fold -> "idc-fold%dof%d/1".formatted(fold, FOLDS)),
                            Stream.of("tutorial/1"))
                    .map(each -> new StudiedDataset(
                            DatasetVersion.parse(each),
                            each.startsWith("idc") ? "idc folds" : each,
                            each.startsWith("idc") ? FOLDS : 1,
                            each.startsWith("tutorial")))
                    .toList(),
            0,
            Instant.EPOCH);

    /** All runs finished. */
    private static final StudySummary WHOLE = summary(each -> each);

    @Test
    void strongRecipe_differsWithIntervalsAboveZero() {
        StudySummary summary = WHOLE;

        Difference difference = difference(summary, Kind.RECIPE, "idc folds");
        assertThat(difference.of().recipe()).isEqualTo("strong");
        assertThat(difference.seeds()).isEqualTo(2);
        Spread byRun = Objects.requireNonNull(difference.byRun().get("rocAuc"));
        assertThat(byRun.count()).isEqualTo(2 * FOLDS);
        assertThat(byRun.mean()).isEqualTo(mean(summary, "strong") - mean(summary, "weak"), offset());
        assertThat(Objects.requireNonNull(byRun.interval()).low()).isPositive();
        Estimate pooled = Objects.requireNonNull(difference.pooled().get("rocAuc"));
        assertThat(Objects.requireNonNull(pooled.interval()).low()).isPositive();
        assertThat(summary.complete()).isTrue();
        assertThat(summary.leftOut()).isEmpty();
        assertThat(summary.runsCounted()).isEqualTo(2 * 2 * (FOLDS + 1));
    }

    @Test
    void pooledPatches_areAllTestedOnceASeed() {
        Arm arm = arm(WHOLE, "weak", "idc folds");

        assertThat(Objects.requireNonNull(arm.pooled()).seeds()).containsExactly(1L, 2L);
        assertThat(arm.pooled().cases()).isEqualTo(FOLDS * CASES);
        assertThat(arm.pooled().patches()).isEqualTo(FOLDS * CASES * PATCHES);
        assertThat(arm.runs()).hasSize(2 * FOLDS).allMatch(each -> each.validationCases() == CASES * (FOLDS - 1));
    }

    @Test
    void leakySplit_isMarkedAndItsOptimismHasAnInterval() {
        StudySummary summary = WHOLE;

        Difference optimism = difference(summary, Kind.OPTIMISM, "tutorial/1");
        assertThat(optimism.minus().datasets()).isEqualTo("idc folds");
        Estimate area = Objects.requireNonNull(optimism.pooled().get("rocAuc"));
        assertThat(area.value()).isPositive();
        assertThat(Objects.requireNonNull(area.interval()).contains(area.value()))
                .isTrue();
        assertThat(summary.leaky()).isTrue();
        assertThat(arm(summary, "weak", "tutorial/1").leaky()).isTrue();
        assertThat(arm(summary, "weak", "idc folds").leaky()).isFalse();
        String page = StudyPages.markdown(summary);
        assertThat(page).contains("Optimism of the leaky split", "LEAKY: tutorial/1", "Research use only");
    }

    @Test
    void runsThatDidNotFinish_areNamedAndTheirSeedIsNotPooled() {
        StudySummary summary = summary(each -> switch (each.member().run().value()) {
            case "s-1-000" -> new MemberState(each.member(), RunState.FAILED, new RunError("disk-full", "no room"));
            case "s-1-001" -> new MemberState(each.member(), RunState.RUNNING, null);
            case "s-1-003" -> new MemberState(each.member(), null, null);
            default -> each;
        });

        assertThat(summary.complete()).isFalse();
        assertThat(summary.leftOut())
                .extracting(LeftOut::reason)
                .containsExactlyInAnyOrder("it failed: no room", "it is running", "it is no longer on record");
        Arm weak = arm(summary, "weak", "idc folds");
        assertThat(weak.runs()).hasSize(2 * FOLDS - 1);
        assertThat(Objects.requireNonNull(weak.pooled()).seeds()).containsExactly(2L);
        assertThat(weak.notes()).containsExactly("not pooled, since not all of their runs are counted: seeds 1");
        Difference difference = difference(summary, Kind.RECIPE, "idc folds");
        assertThat(difference.seeds()).isOne();
        assertThat(Objects.requireNonNull(difference.byRun().get("rocAuc")).count())
                .isEqualTo(2 * FOLDS - 2);
        assertThat(StudyPages.markdown(summary)).contains("Not complete: 17 of 20", "no room", "no longer on record");
    }

    @Test
    void predictionsThatAreGone_leaveTheRunOutByName() {
        StudySummary summary = new StudySynthesis(STUDY, finished(), member -> {
                    if (member.run().value().equals("s-1-004")) {
                        throw new DomainException(ErrorCode.NOT_FOUND, "no such artefact");
                    }
                    return scores(member);
                })
                .summary();

        assertThat(summary.leftOut()).singleElement().satisfies(each -> {
            assertThat(each.run().value()).isEqualTo("s-1-004");
            assertThat(each.reason()).contains("no such artefact");
        });
    }

    @Test
    void studyWithoutFinishedRuns_saysSo() {
        StudySummary summary = summary(each -> new MemberState(each.member(), RunState.QUEUED, null));

        assertThat(summary.arms()).isEmpty();
        assertThat(summary.differences()).isEmpty();
        assertThat(StudyPages.markdown(summary)).contains("Not complete: 0 of 20");
    }

    @Test
    void summary_survivesBeingKept() throws IOException {
        StudySummary summary = WHOLE;

        assertThat(Json.read(Json.write(summary), StudySummary.class)).isEqualTo(summary);
    }

    private static StudySummary summary(UnaryOperator<MemberState> change) {
        return new StudySynthesis(STUDY, finished().stream().map(change).toList(), StudySynthesisTest::scores)
                .summary();
    }

    private static List<MemberState> finished() {
        return STUDY.members().stream()
                .map(each -> new MemberState(each, RunState.FINISHED, null))
                .toList();
    }

    private static double mean(StudySummary summary, String recipe) {
        return Objects.requireNonNull(arm(summary, recipe, "idc folds").byRun().get("rocAuc"))
                .mean();
    }

    private static org.assertj.core.data.Offset<Double> offset() {
        return org.assertj.core.data.Offset.offset(1e-9);
    }

    private static Arm arm(StudySummary summary, String recipe, String datasets) {
        return summary.arms().stream()
                .filter(each -> each.name().equals(new StudySummary.ArmName(recipe, datasets, Scoring.SINGLE_PATCHES)))
                .findFirst()
                .orElseThrow();
    }

    private static Difference difference(StudySummary summary, Kind kind, String datasets) {
        return summary.differences().stream()
                .filter(each -> each.kind() == kind
                        && each.of().datasets().equals(datasets)
                        && each.of().scoring() == Scoring.SINGLE_PATCHES)
                .findFirst()
                .orElseThrow();
    }

    /** Scores with noise; on the leaky split all cases are tested, with more skill than they deserve. */
    private static StudySynthesis.Scores scores(Study.Member member) {
        Random random = new Random(member.run().hashCode());
        boolean leaky = member.dataset().leaky();
        double skill = (member.recipe().name().equals("strong") ? 2 : 0.8) + (leaky ? 1.5 : 0);
        List<Prediction> predictions = new ArrayList<>();
        if (leaky) {
            for (int fold = 0; fold < FOLDS; fold++) {
                add(predictions, Split.VALIDATION, fold, skill, random);
                add(predictions, Split.TEST, fold, skill, random);
            }
        } else {
            int fold = STUDY.datasets().indexOf(member.dataset());
            add(predictions, Split.VALIDATION, (fold + 1) % FOLDS, skill, random);
            add(predictions, Split.TEST, fold, skill, random);
        }
        return new StudySynthesis.Scores(Fold.of(member.dataset().version().toString(), RECIPE, predictions), 0);
    }

    private static void add(List<Prediction> predictions, Split split, int fold, double skill, Random random) {
        for (int number = 0; number < CASES; number++) {
            String name = "case-%d-%d".formatted(fold, number);
            for (int i = 0; i < PATCHES; i++) {
                int label = i % 3 == 0 ? 1 : 0;
                predictions.add(new Prediction(
                        new PatchId(Hashes.identity(split.slug(), name, String.valueOf(i))),
                        new SlideId(Hashes.identity("slide", name)),
                        new CaseId(name),
                        split,
                        0,
                        0,
                        label,
                        (float) (skill * (label - 0.5) + random.nextGaussian()),
                        0.5f));
            }
        }
    }
}
