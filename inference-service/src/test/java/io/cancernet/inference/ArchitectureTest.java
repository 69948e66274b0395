package io.cancernet.inference;

import io.cancernet.common.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void service_keepsTheRulesOfTheHouse() {
        ArchitectureRules.checkService("io.cancernet.inference");
    }
}
