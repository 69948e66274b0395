package io.cancernet.dataset.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.patch.Split;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaseSplitTest {

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 10, 14, 23, 100, 279})
    void every_case_stands_in_one_split_and_every_split_has_its_share(int count) {
        for (long seed = 0; seed < 20; seed++) {
            List<LabelledCase> cases = cases(count, seed);
            Map<CaseId, Split> splits = CaseSplit.deal(cases, SplitFractions.DEFAULT, seed);

            assertThat(splits).hasSize(count);
            for (Split split : Split.values()) {
                long has = splits.values().stream().filter(split::equals).count();
                assertThat(has).isPositive();
                assertThat(Math.abs(has - SplitFractions.DEFAULT.of(split) * count))
                        .isLessThan(2);
            }
        }
    }

    @Test
    void order_of_the_cases_does_not_matter() {
        List<LabelledCase> cases = cases(23, 1);
        List<LabelledCase> shuffled = new ArrayList<>(cases);
        Collections.shuffle(shuffled, new Random(5));

        assertThat(CaseSplit.deal(shuffled, SplitFractions.DEFAULT, 42))
                .isEqualTo(CaseSplit.deal(cases, SplitFractions.DEFAULT, 42));
    }

    @Test
    void seed_matters() {
        Set<Map<CaseId, Split>> different = new HashSet<>();
        for (long seed = 0; seed < 10; seed++) {
            different.add(CaseSplit.deal(cases(14, 1), SplitFractions.DEFAULT, seed));
        }
        assertThat(different).hasSizeGreaterThan(5);
    }

    @Test
    void splits_are_alike_in_positivity() {
        for (long seed = 0; seed < 20; seed++) {
            List<LabelledCase> cases = cases(100, seed);
            Map<CaseId, Split> splits = CaseSplit.deal(cases, SplitFractions.DEFAULT, seed);

            double all = mean(cases);
            for (Split split : Split.values()) {
                double part = mean(cases.stream()
                        .filter(each -> splits.get(each.caseId()) == split)
                        .toList());
                assertThat(Math.abs(part - all)).as("seed %d, %s", seed, split).isLessThan(0.04);
            }
        }
    }

    @Test
    void too_few_cases_are_refused_with_the_number_needed() {
        assertThatThrownBy(() -> CaseSplit.deal(cases(2, 1), SplitFractions.DEFAULT, 42))
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATASET_TOO_FEW_CASES))
                .hasMessageContaining("at least 3 cases")
                .hasMessageContaining("there are 2");
    }

    @Test
    void fractions_must_be_positive_and_sum_to_one() {
        assertThatThrownBy(() -> new SplitFractions(0.8, 0.2, 0)).hasMessageContaining("positive");
        assertThatThrownBy(() -> new SplitFractions(0.8, 0.2, 0.2)).hasMessageContaining("sum to 1");
        assertThatThrownBy(() -> new SplitFractions(Double.NaN, 0.2, 0.2)).hasMessageContaining("positive");
    }

    /** Positivity evenly spread over the cases, in an order of its own. */
    private static List<LabelledCase> cases(int count, long seed) {
        List<LabelledCase> cases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int positive = i * 1000 / count;
            cases.add(new LabelledCase(new CaseId("case-" + i), 1000 - positive, positive));
        }
        Collections.shuffle(cases, new Random(seed));
        return cases;
    }

    private static double mean(List<LabelledCase> cases) {
        return cases.stream().mapToDouble(LabelledCase::positivity).average().orElseThrow();
    }
}
