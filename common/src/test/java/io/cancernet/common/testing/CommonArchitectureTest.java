package io.cancernet.common.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

class CommonArchitectureTest {

    private static final JavaClasses COMMON = ArchitectureRules.importMain("io.cancernet.common");

    @Test
    void everyPackage_isNullMarked() {
        ArchitectureRules.checkNullMarked(COMMON);
        ArchitectureRules.checkProduces(COMMON);
    }

    @Test
    void djl_isKnownToTheNetworkPackageAlone() {
        onlyKnownTo("ai.djl..", "..common.network..");
    }

    @Test
    void minio_isKnownToItsAdapterAlone() {
        onlyKnownTo("io.minio..", "..objectstore.minio..");
    }

    @Test
    void events_knowNoMachinery() {
        noClasses()
                .that()
                .resideInAnyPackage("..common.event..", "..common.id..", "..common.unit..", "..common.patch..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..common.kafka..", "..common.outbox..", "..common.job..", "org.apache.kafka..")
                .check(COMMON);
    }

    private static void onlyKnownTo(String technology, String adapter) {
        noClasses()
                .that()
                .resideOutsideOfPackage(adapter)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(technology)
                .check(COMMON);
    }
}
