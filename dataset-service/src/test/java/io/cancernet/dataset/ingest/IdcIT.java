package io.cancernet.dataset.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cancernet.dataset.testing.DatasetStack;
import io.cancernet.dataset.testing.ServiceClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The real IDC patches (Cruz-Roa 2014, Janowczyk and Madabhushi 2016), where they are at hand. */
@QuarkusTest
@QuarkusTestResource(DatasetStack.class)
class IdcIT {

    private final ServiceClient service = new ServiceClient();

    @Test
    void fourteen_whole_cases_are_ingested_and_split() {
        Path idc = Path.of(System.getProperty("cancernet.shared.data", "missing"), "idc");
        Assumptions.assumeTrue(Files.isDirectory(idc), "skipped: cancernet.shared.data has no idc folder");

        ObjectNode ingest = service.ingest(idc);

        assertThat(ingest.path("in").asInt()).isEqualTo(9039);
        assertThat(ingest.path("stored").asInt()).isEqualTo(9039);
        assertThat(ingest.path("quarantined").asInt()).isZero();
        assertThat(ingest.path("slides").asInt()).isEqualTo(14);
        String body = "{\"name\":\"idc-real\",\"ingests\":[\"%s\"],\"borderPatches\":\"drop\"}"
                .formatted(ingest.path("ingestId").asText());
        ObjectNode dataset = service.post("datasets", 201, body);
        int patches = 0;
        int cases = 0;
        for (JsonNode count : dataset.path("counts")) {
            patches += count.path("negative").asInt() + count.path("positive").asInt();
            cases += count.path("cases").asInt();
        }
        assertThat(cases).isEqualTo(14);
        assertThat(dataset.path("borderLeftOut").asInt()).isEqualTo(86);
        assertThat(patches + dataset.path("duplicatesLeftOut").asInt()).isEqualTo(9039 - 86);
    }
}
