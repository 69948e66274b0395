package io.cancernet.dataset;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import io.cancernet.common.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void features_know_no_technology_and_no_other_service() {
        ArchitectureRules.checkService("io.cancernet.dataset");
    }

    @Test
    void native_code_is_called_in_one_package_alone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.cancernet.dataset.wholeslide.openslide")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.sun.jna..")
                .check(ArchitectureRules.importMain("io.cancernet.dataset"));
    }
}
