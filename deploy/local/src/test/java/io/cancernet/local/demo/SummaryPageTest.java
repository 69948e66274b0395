package io.cancernet.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryPageTest {

    private static final String METRICS = """
            {"test": {"rocAuc": 0.912, "prAuc": 0.85,
              "atThreshold": {"threshold": 0.31, "sensitivity": 0.9, "confusion": {"tn": 10, "fp": 2, "fn": 1, "tp": 7}},
              "atHalf": {"threshold": 0.5, "sensitivity": 0.4, "confusion": {"tn": 12, "fp": 0, "fn": 5, "tp": 3}}}}
            """;

    @Test
    void testMetrics_beginWithRocAuc_thenTheChosenThreshold_thenOneHalf() {
        List<String> lines = SummaryPage.lines(Summaries.synthetic(METRICS));

        int heading = lines.indexOf("Test cases, never seen in training (positive = disease) [synthetic]");
        assertThat(lines.get(heading + 1)).startsWith("  ROC-AUC 0.912");
        assertThat(lines.get(heading + 2)).containsSubsequence("at 0.310 (chosen on validation)", "at 0.500");
        assertThat(lines).anyMatch(line -> line.matches("  sensitivity +0.900 +0.400"));
        assertThat(lines).anyMatch(line -> line.matches("  true/false positive +7 / 2 +3 / 0"));
    }

    @Test
    void undefinedMetric_isNamedSo() {
        assertThat(SummaryPage.lines(Summaries.synthetic("{\"test\": {}}")))
                .contains("  ROC-AUC undefined   PR-AUC undefined   Brier undefined   calibration error undefined");
    }

    @Test
    void everySectionOfASyntheticSample_saysSo() {
        List<String> lines = SummaryPage.lines(Summaries.synthetic(METRICS));

        List<String> headings = lines.stream()
                .filter(line -> !line.isEmpty() && !line.startsWith(" "))
                .toList();
        assertThat(headings.subList(0, headings.size() - 1))
                .hasSize(6)
                .allMatch(heading -> heading.endsWith("[synthetic]"));
        assertThat(headings.get(headings.size() - 1)).isEqualTo("Research use only, not a diagnosis.");
    }

    @Test
    void splits_showCasesAndPatchesPerClass() {
        assertThat(SummaryPage.lines(Summaries.synthetic(METRICS)))
                .anyMatch(line -> line.matches("  test +1 +12 +8 +20"))
                .contains("    quarantined: undecodable-image 2");
    }
}
