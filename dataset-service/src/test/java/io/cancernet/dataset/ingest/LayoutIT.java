package io.cancernet.dataset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.JsonLines;
import io.cancernet.common.patch.Split;
import io.cancernet.dataset.testing.DatasetStack;
import io.cancernet.dataset.testing.Jpegs;
import io.cancernet.dataset.testing.Pngs;
import io.cancernet.dataset.testing.ServiceClient;
import io.cancernet.dataset.testing.Tree;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Archives in other layouts than that of IDC. */
@QuarkusTest
@QuarkusTestResource(DatasetStack.class)
class LayoutIT {

    @Inject
    ObjectStore store;

    @Inject
    IngestConfig config;

    private final ServiceClient service = new ServiceClient();
    private Path sources;

    @BeforeEach
    void findSources() {
        sources = config.allowedRoots().orElseThrow().get(0);
    }

    @Test
    void real_breakhis_images_are_told_by_their_names() {
        Path breakHis = Path.of(System.getProperty("cancernet.shared.data", "missing"), "breakhis");
        Assumptions.assumeTrue(Files.isDirectory(breakHis), "skipped: cancernet.shared.data has no breakhis folder");

        ObjectNode ingest = service.ingest(breakHis);

        // 13 slides, of which 22549AB, 22549CD and 22549G are one case.
        assertThat(List.of(
                        ingest.path("in").asInt(),
                        ingest.path("stored").asInt(),
                        ingest.path("slides").asInt()))
                .as(ingest.toString())
                .containsExactly(90, 90, 11);
        assertThat(service.slides(ingest.path("ingestId").asText())).allSatisfy(slide -> {
            assertThat(slide.path("mpp").asDouble()).isEqualTo(0.5);
            assertThat(slide.path("patchWidth").asInt()).isEqualTo(700);
        });
    }

    @Test
    void contradicted_slide_is_left_out_and_each_magnification_is_a_slide() {
        Path tar = new Tree()
                .file("malignant/SOB_M_DC-14-13412-100-001.png", Pngs.sized(1, 70, 46))
                .file("malignant/SOB_M_LC-14-13412-100-001.png", Pngs.sized(2, 70, 46))
                .file("malignant/SOB_M_DC-14-1-100-001.png", Pngs.sized(3, 70, 46))
                .file("malignant/SOB_M_DC-14-1-40-001.png", Pngs.sized(4, 70, 46))
                .tar(sources.resolve("breakhis.tar"));

        ObjectNode ingest = service.ingest(tar);

        assertThat(ingest.path("stored").asInt()).as(ingest.toString()).isEqualTo(2);
        assertThat(ingest.path("quarantine").path("conflicting-patch").asInt()).isEqualTo(2);
        assertThat(service.slides(ingest.path("ingestId").asText()))
                .extracting(each -> each.path("caseId").asText(), each -> each.path("mpp")
                        .asDouble())
                .containsExactlyInAnyOrder(tuple("1", 0.5), tuple("1", 1.25));
    }

    @Test
    void class_folders_keep_their_split_and_need_a_resolution() throws IOException {
        Path zip = new Tree()
                .file("train/benign/a.png", Pngs.patch(11))
                .file("train/malignant/b.jpg", Jpegs.jfif(new int[] {200, 10, 10}, 50, 50))
                .file("validation/benign/a.png", Pngs.patch(13))
                .file("notes/a.png", Pngs.patch(14))
                .zip(sources.resolve("folders.zip"));

        ObjectNode refused = service.ingest(zip);
        ObjectNode ingest = ingest(zip, ",\"mpp\":0.5");

        assertThat(refused.path("error").path("code").asText()).isEqualTo("slide-mpp-missing");
        assertThat(refused.path("in").asInt()).isZero();
        assertThat(ingest.path("quarantine").toString()).isEqualTo("{\"name-not-parsed\":1}");
        JsonNode slide = service.slides(ingest.path("ingestId").asText()).get(0);
        List<IndexLine> lines = JsonLines.read(store.get(slide.path("indexKey").asText()), IndexLine.class);
        assertThat(lines)
                .extracting(IndexLine::label, IndexLine::sourceSplit, IndexLine::x, IndexLine::y)
                .containsExactly(
                        tuple(0, Split.TRAIN, 0, 0), tuple(1, Split.TRAIN, 50, 0), tuple(0, Split.VALIDATION, 0, 50));
    }

    @Test
    void split_can_be_ignored_and_cases_found_by_a_pattern() throws IOException {
        Path zip = new Tree()
                .file("train/0/c1_a.png", Pngs.patch(21))
                .file("test/1/c2_b.png", Pngs.patch(22))
                .zip(sources.resolve("pattern.zip"));

        ObjectNode ingest =
                ingest(zip, ",\"mpp\":0.5,\"sourceSplit\":\"ignore\",\"casePattern\":\"/(?<case>c[0-9])_[^/]*$\"");

        List<JsonNode> slides = service.slides(ingest.path("ingestId").asText());
        assertThat(slides).extracting(each -> each.path("caseId").asText()).containsExactlyInAnyOrder("c1", "c2");
        for (JsonNode slide : slides) {
            assertThat(JsonLines.read(store.get(slide.path("indexKey").asText()), IndexLine.class))
                    .extracting(IndexLine::sourceSplit)
                    .containsOnlyNulls();
        }
        assertThat(service.post("ingests", 400, body(zip, ",\"casePattern\":\"[0-9]+\""))
                        .path("detail")
                        .asText())
                .contains("casePattern");
    }

    private ObjectNode ingest(Path source, String options) {
        return service.awaitEnd(service.post("ingests", 202, body(source, options))
                .path("ingestId")
                .asText());
    }

    private static String body(Path source, String options) {
        return "{\"uri\":\"%s\"%s}".formatted(source.toUri(), options);
    }
}
