package io.cancernet.local.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cancernet.local.client.FakeServer;
import io.cancernet.local.terminal.Screen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityStudyTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SUMMARY = """
            {"notice":"Research use only","complete":true,"arms":[
             {"name":{"recipe":"cancernet-robust","datasets":"quality/1 in 3 folds","scoring":"single-patches"},
              "leaky":false,"byRun":{"rocAuc":{"count":3,"mean":0.9,"deviation":0.01,"interval":{"low":0.88,"high":0.92}},
              "atThreshold.balancedAccuracy":{"count":3,"mean":0.81}},
              "pooled":{"metrics":{"rocAuc":{"value":0.895,"interval":{"low":0.87,"high":0.91}}}}},
             {"name":{"recipe":"cancernet-robust","datasets":"quality-leaky/1","scoring":"single-patches"},
              "leaky":true,"byRun":{"atThreshold.balancedAccuracy":{"count":1,"mean":0.99}}}],
             "differences":[
             {"kind":"recipe","leaky":false,
              "of":{"recipe":"cancernet-robust","datasets":"quality/1 in 3 folds","scoring":"single-patches"},
              "minus":{"recipe":"cancernet","datasets":"quality/1 in 3 folds","scoring":"single-patches"},
              "byRun":{"rocAuc":{"count":3,"mean":0.04,"interval":{"low":0.01,"high":0.07}}},"pooled":{}}]}""";

    private final FakeServer server = new FakeServer();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void measurement_asksForOneStudyOverAllFoldsAndWritesItsFigures(@TempDir Path folder) throws Exception {
        server.answer("POST /dataset/api/v1/ingests", 202, ingest("queued"))
                .answer("GET /dataset/api/v1/ingests/i1", 200, ingest("ingested"))
                .answer("POST /dataset/api/v1/datasets", 201, """
                        {"items":[%s,%s,%s]}""".formatted(
                        dataset("quality-fold1of3/1"), dataset("quality-fold2of3/1"), dataset("quality-fold3of3/1")))
                .answer("POST /api/v1/studies", 202, study("running", 5))
                .answer("GET /api/v1/studies/s1", 200, study("finished", 6))
                .answer("GET /api/v1/studies/s1/summary", 200, SUMMARY);
        Path json = folder.resolve("quality.json");

        assertThat(study(folder, json).run()).isTrue();

        JsonNode asked = MAPPER.readTree(server.requests().stream()
                .filter(each -> each.uri().equals("/api/v1/studies"))
                .findFirst()
                .orElseThrow()
                .text());
        assertThat(asked.path("datasets")).hasSize(3);
        assertThat(asked.at("/recipes/0/recipe").asText()).isEqualTo("cancernet");
        assertThat(asked.at("/recipes/1/overrides/epochs").asInt()).isEqualTo(2);
        assertThat(asked.path("seedCount").asInt()).isOne();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("5 have ended before", "0.900 ± 0.010 [0.880, 0.920]", "0.895 [0.870, 0.910]", "+0.040")
                .contains("target 0.030, reached 0.040: gain in mean ROC-AUC over the baseline, single-patches")
                .contains("target 0.850, reached 0.810 (missed): mean balanced accuracy")
                .doesNotContain("reached 0.990");
        JsonNode written = MAPPER.readTree(Files.readString(json));
        assertThat(written.path("targets")).hasSize(2);
        assertThat(written.at("/summary/complete").asBoolean()).isTrue();
    }

    @Test
    void leakySplit_isStudiedBesideTheFolds_andARunThatFailsIsAFailure(@TempDir Path folder) throws Exception {
        server.answer("POST /dataset/api/v1/ingests", 202, ingest("queued"))
                .answer("GET /dataset/api/v1/ingests/i1", 200, ingest("ingested"))
                .answer("POST /dataset/api/v1/datasets", 201, "{\"items\":[" + dataset("quality-fold1of3/1") + "]}")
                .answer("POST /dataset/api/v1/datasets", 201, dataset("quality-leaky/1"))
                .answer("POST /api/v1/studies", 202, study("running", 0))
                .answer("GET /api/v1/studies/s1", 200, study("finished", 5))
                .answer("GET /api/v1/studies/s1/summary", 200, SUMMARY);
        QualityOptions options = new QualityOptions(folder, 3, 1, 2, "cancernet", "cancernet-robust", true, null);

        assertThat(new QualityStudy(server.uri(), options, screen()).run()).isFalse();

        List<String> asked =
                server.requests().stream().map(FakeServer.Request::text).toList();
        assertThat(asked).anyMatch(each -> each.contains("patch-random"));
        assertThat(asked).anyMatch(each -> each.contains("\"quality-fold1of3/1\",\"quality-leaky/1\""));
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("LEAKY quality-leaky/1");
    }

    @Test
    void sameMeasurement_hasTheSameKey_andAnotherAnother(@TempDir Path folder) {
        List<String> datasets = List.of("quality-fold1of3/1");
        QualityOptions options = options(folder, 2);

        assertThat(options.key(datasets)).isEqualTo(options(folder, 2).key(datasets));
        assertThat(options.key(datasets)).isNotEqualTo(options(folder, 3).key(datasets));
        assertThat(options.key(datasets)).isNotEqualTo(options.key(List.of("quality-fold1of3/2")));
    }

    @Test
    void optionsWithoutSense_areRefused(@TempDir Path folder) {
        assertThatThrownBy(() -> options(folder, 0)).hasMessageContaining("epochs");
        assertThatThrownBy(() -> new QualityOptions(folder, 3, 1, 1, "cancernet", "cancernet", false, null))
                .hasMessageContaining("two different recipes");
    }

    private QualityStudy study(Path folder, Path json) throws IOException {
        QualityOptions options = new QualityOptions(folder, 3, 1, 2, "cancernet", "cancernet-robust", false, json);
        return new QualityStudy(server.uri(), options, screen());
    }

    private Screen screen() {
        return new Screen(new PrintStream(printed, true, StandardCharsets.UTF_8), false);
    }

    private static QualityOptions options(Path folder, int epochs) {
        return new QualityOptions(folder, 3, 1, epochs, "cancernet", "cancernet-robust", false, null);
    }

    private static String study(String state, int finished) {
        return """
                {"studyId":"s1","name":"","state":"%s","counts":{"total":6,"queued":0,"running":%d,"finished":%d,\
                "failed":0,"cancelled":0,"deleted":0}}""".formatted(state, 6 - finished, finished);
    }

    private static String dataset(String version) {
        return "{\"dataset\":\"%s\",\"counts\":[],\"slides\":[]}".formatted(version);
    }

    private static String ingest(String state) {
        return "{\"ingestId\":\"i1\",\"state\":\"%s\",\"in\":9,\"stored\":9}".formatted(state);
    }
}
