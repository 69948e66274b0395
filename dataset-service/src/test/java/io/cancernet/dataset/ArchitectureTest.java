package io.cancernet.dataset;

import io.cancernet.common.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void features_know_no_technology_and_no_other_service() {
        ArchitectureRules.checkService("io.cancernet.dataset");
    }
}
