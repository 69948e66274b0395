package io.cancernet.dataset.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.patch.Split;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SplitRuleTest {

    @Test
    void every_case_is_tested_in_one_fold_and_validated_in_another() {
        PatchPool pool = Pools.ofCases(23, 10);

        List<Assignment> folds = new KFold(5, 42).assign(pool);

        assertThat(folds).extracting(Assignment::fold).containsExactly(fold(1), fold(2), fold(3), fold(4), fold(5));
        assertThat(folds).noneMatch(Assignment::leaky);
        Map<Split, Integer> all = new HashMap<>();
        for (PatchPool.PooledCase each : pool.cases()) {
            List<Split> splits =
                    folds.stream().map(fold -> fold.split(each.from())).toList();
            assertThat(splits).containsOnlyOnce(Split.TEST, Split.VALIDATION);
            int test = splits.indexOf(Split.TEST);
            assertThat(splits.get((test + 4) % 5)).isEqualTo(Split.VALIDATION);
            splits.forEach(split -> all.merge(split, 1, Integer::sum));
        }
        assertThat(all).isEqualTo(Map.of(Split.TRAIN, 69, Split.VALIDATION, 23, Split.TEST, 23));
    }

    @Test
    void folds_are_alike_in_positivity() {
        PatchPool pool = Pools.ofCases(100, 100);

        for (Assignment fold : new KFold(5, 7).assign(pool)) {
            double positive = 0;
            double tested = 0;
            for (int patch = 0; patch < pool.size(); patch++) {
                if (fold.split(patch) == Split.TEST) {
                    tested++;
                    positive += pool.label(patch);
                }
            }
            assertThat(positive / tested).isBetween(0.46, 0.54);
        }
    }

    @Test
    void too_few_cases_for_the_folds_are_refused() {
        assertRefused(
                () -> new KFold(5, 42).assign(Pools.ofCases(4, 3)),
                ErrorCode.DATASET_TOO_FEW_CASES,
                "at least 5 cases");
        assertThatThrownBy(() -> new KFold(2, 42)).hasMessageContaining("between 3 and 20");
    }

    @Test
    void random_split_has_the_counts_of_the_tutorial() {
        PatchPool pool = Pools.ofCases(1, 277_524);

        Assignment assignment =
                new PatchRandom(PatchRandom.TUTORIAL, 42).assign(pool).get(0);

        assertThat(Pools.counts(pool, assignment))
                .isEqualTo(Map.of(Split.TRAIN, 199_818, Split.VALIDATION, 22_201, Split.TEST, 55_505));
        assertThat(assignment.leaky()).isTrue();
    }

    @Test
    void random_split_follows_from_its_seed_and_reaches_into_every_case() {
        PatchPool pool = Pools.ofCases(5, 200);
        Assignment first = new PatchRandom(PatchRandom.TUTORIAL, 1).assign(pool).get(0);

        assertThat(splits(
                        pool,
                        new PatchRandom(PatchRandom.TUTORIAL, 1).assign(pool).get(0)))
                .isEqualTo(splits(pool, first));
        assertThat(splits(
                        pool,
                        new PatchRandom(PatchRandom.TUTORIAL, 2).assign(pool).get(0)))
                .isNotEqualTo(splits(pool, first));
        assertThat(Overlap.of(pool, first).cases()).isEqualTo(5);
    }

    @Test
    void too_few_patches_for_a_random_split_are_refused() {
        assertRefused(
                () -> new PatchRandom(PatchRandom.TUTORIAL, 1).assign(Pools.ofCases(1, 9)),
                ErrorCode.DATASET_EMPTY,
                "9 patches are too few");
    }

    @Test
    void split_of_the_source_is_kept() {
        PatchPool pool = Pools.given("a train", "a train", "b validation", "c test");

        Assignment assignment = source(false, null).assign(pool).get(0);

        assertThat(splits(pool, assignment)).containsExactly(Split.TRAIN, Split.TRAIN, Split.VALIDATION, Split.TEST);
        assertThat(assignment.leaky()).isFalse();
    }

    @Test
    void patches_without_a_split_of_the_source_are_counted() {
        PatchPool pool = Pools.given("a train", "b none", "c test", "d none");

        assertThatThrownBy(() -> source(false, null).assign(pool))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 of 4 usable patches");
    }

    @Test
    void case_in_two_splits_is_named_unless_leaks_are_allowed() {
        PatchPool pool = Pools.given("a train", "a test", "b validation", "c test");

        assertRefused(
                () -> source(false, null).assign(pool),
                ErrorCode.MANIFEST_INVALID,
                "1 case stands in more than one split: a (train, test)");
        assertThat(source(true, null).assign(pool).get(0).leaky()).isTrue();
        assertThat(source(true, null)
                        .assign(Pools.given("a train", "b validation", "c test"))
                        .get(0)
                        .leaky())
                .isFalse();
    }

    @Test
    void only_the_first_twenty_culprits_are_named() {
        List<String> patches = new ArrayList<>(List.of("z validation"));
        for (int i = 10; i < 35; i++) {
            patches.add("case-%d train".formatted(i));
            patches.add("case-%d test".formatted(i));
        }
        patches.sort(String::compareTo);

        assertThatThrownBy(() -> source(false, null).assign(Pools.given(patches.toArray(String[]::new))))
                .hasMessageContaining("25 cases stand in more than one split")
                .hasMessageContaining("case-29 (train, test) and 5 more")
                .hasMessageNotContaining("case-30");
    }

    @Test
    void missing_validation_is_carved_from_train_by_case() {
        List<String> patches = new ArrayList<>();
        for (int i = 10; i < 20; i++) {
            patches.add("case-%d train".formatted(i));
            patches.add("case-%d train".formatted(i));
        }
        patches.add("x test");
        PatchPool pool = Pools.given(patches.toArray(String[]::new));

        assertRefused(() -> source(false, null).assign(pool), ErrorCode.DATASET_EMPTY, "validationFromTrain");
        Assignment carved = source(false, 0.2).assign(pool).get(0);

        assertThat(Pools.counts(pool, carved)).isEqualTo(Map.of(Split.TRAIN, 16, Split.VALIDATION, 4, Split.TEST, 1));
        assertThat(Overlap.of(pool, carved).cases()).isZero();
        assertRefused(
                () -> source(false, 0.99).assign(pool), ErrorCode.DATASET_TOO_FEW_CASES, "none of the 10 train cases");
        assertThatThrownBy(() -> source(false, 0.2).assign(Pools.given("a train", "b validation", "c test")))
                .hasMessageContaining("has a validation split of its own");
    }

    @Test
    void same_bytes_in_two_splits_are_found_and_within_one_are_not() {
        PatchPool.Builder builder = new PatchPool.Builder(5);
        builder.add(new CaseId("a"), 0, Split.TRAIN, Pools.bytes("blank"));
        builder.add(new CaseId("a"), 0, Split.TRAIN, Pools.bytes("twice"));
        builder.add(new CaseId("a"), 1, Split.TRAIN, Pools.bytes("twice"));
        builder.add(new CaseId("b"), 1, Split.VALIDATION, Pools.bytes("blank"));
        builder.add(new CaseId("c"), 1, Split.TEST, Pools.bytes("other"));
        PatchPool pool = builder.build();

        assertThat(pool.sharedBetweenSplits(source(false, null).assign(pool).get(0)).stream()
                        .boxed())
                .containsExactly(0, 3);
    }

    private static GivenSplit source(boolean allowLeaky, @Nullable Double validation) {
        return new GivenSplit(SplitStrategy.SOURCE, allowLeaky, validation, 42);
    }

    private static List<Split> splits(PatchPool pool, Assignment assignment) {
        List<Split> splits = new ArrayList<>();
        for (int patch = 0; patch < pool.size(); patch++) {
            splits.add(assignment.split(patch));
        }
        return splits;
    }

    private static Fold fold(int number) {
        return new Fold(number, 5);
    }

    private static void assertRefused(Runnable call, ErrorCode code, String why) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(why);
    }
}
