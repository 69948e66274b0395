package io.cancernet.training.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.cancernet.common.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricLeavesTest {

    @Test
    void numbersOfNestedObjects_areNamedByTheirPath() throws JsonProcessingException {
        String metrics = """
                {"test": {"rocAuc": 0.9, "atThreshold": {"balancedAccuracy": 0.8, "confusion": {"tp": 3}},
                  "cases": [{"rocAuc": 0.5}], "how": "bootstrap", "undefined": null},
                 "validation": {"brier": 0.1}}""";

        assertThat(MetricLeaves.of(Json.mapper().readTree(metrics)))
                .isEqualTo(Map.of(
                        "test.rocAuc", 0.9,
                        "test.atThreshold.balancedAccuracy", 0.8,
                        "test.atThreshold.confusion.tp", 3.0,
                        "validation.brier", 0.1));
    }
}
