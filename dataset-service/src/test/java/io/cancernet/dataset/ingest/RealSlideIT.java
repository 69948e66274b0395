package io.cancernet.dataset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.dataset.testing.DatasetStack;
import io.cancernet.dataset.testing.ServiceClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real whole-slide files, good and bad; skipped where they are missing. */
@QuarkusTest
@QuarkusTestResource(DatasetStack.class)
class RealSlideIT {

    @Inject
    ObjectStore store;

    private final ServiceClient service = new ServiceClient();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CMU-1-Small-Region.svs                   | "patchSize":128,"patchMpp":1            | 2220  | 2967
            CMU-1-Small-Region.svs                   | "label":0                               | 2220  | 2967
            tcga-cr-7395-01a-01-ts1.svs              | "patchSize":256,"patchMpp":1,"mpp":0.25 | 4443  | 3567
            jpeg.dicom                               | "label":0                               | 957   | 715
            jpeg2000.dicom                           | "label":0                               | 957   | 715
            raw.dicom                                | "label":0                               | 957   | 715
            multiframe_camelyon_challenge_image.dcm  | "label":0                               | 1152  | 700
            sm_image.dcm                             | "minTissue":0                           | 50    | 50
            yb10kx5k.zstd.tiff                       | "patchSize":256,"patchMpp":2,"mpp":0.5,"minTissue":0 | 10000 | 5000
            """)
    void good_slide_is_ingested(String file, String options, int width, int height) {
        ObjectNode ingest = ingest(file, options);

        assertThat(ingest.path("state").asText()).as(ingest.toString()).isEqualTo("ingested");
        assertThat(ingest.path("stored").asInt()).isPositive();
        assertThat(ingest.path("in").asInt())
                .isEqualTo(ingest.path("stored").asInt()
                        + ingest.path("quarantined").asInt());
        JsonNode slide = service.slides(ingest.path("ingestId").asText()).get(0);
        assertThat(slide.path("image").path("width").asInt()).isEqualTo(width);
        assertThat(slide.path("image").path("height").asInt()).isEqualTo(height);
    }

    @ParameterizedTest
    @CsvSource({
        "tcga-cr-7395-01a-01-ts1.svs, slide-mpp-missing",
        "test_wsi.dcm, slide-not-tissue",
        "broken.svs, slide-unsupported",
    })
    void bad_slide_is_rejected_and_leaves_nothing(String file, String code) {
        List<String> before = store.list("patches/");

        ObjectNode ingest = ingest(file, "\"patchSize\":64");

        assertThat(ingest.path("state").asText()).as(ingest.toString()).isEqualTo("rejected");
        assertThat(ingest.path("error").path("code").asText())
                .as(ingest.toString())
                .isEqualTo(code);
        assertThat(store.list("patches/")).containsExactlyElementsOf(before);
        assertThat(service.slides(ingest.path("ingestId").asText())).isEmpty();
    }

    private ObjectNode ingest(String file, String options) {
        Path slide = Path.of(System.getProperty("cancernet.shared.data", ""), "wsi", file);
        assumeTrue(Files.isRegularFile(slide), () -> "skipped: there is no " + file + " beside the project");
        String body = "{\"uri\":\"%s\",%s}"
                .formatted(slide.toAbsolutePath().normalize().toUri(), options);
        return service.awaitEnd(
                service.post("ingests", 202, body).path("ingestId").asText());
    }
}
