package io.cancernet.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServicesTest {

    private final FakeServer server = new FakeServer();
    private final Services services = new Services(new Api(server.uri()));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void train_onADatasetThatIsNotKnownYet_triesAgain() throws Exception {
        server.answer("POST /api/v1/runs", 404, "{\"code\":\"dataset-not-found\"}")
                .answer("POST /api/v1/runs", 202, "{\"runId\":\"r1\"}");

        assertThat(services.train(Map.of("dataset", "idc/1")).path("runId").asText())
                .isEqualTo("r1");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void train_withAWrongRecipe_isRefusedAtOnce() {
        server.answer("POST /api/v1/runs", 400, "{\"code\":\"recipe-invalid\",\"detail\":\"epochs\"}");

        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> services.train(Map.of()));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void awaitIngest_showsEachState() throws Exception {
        server.answer("GET /dataset/api/v1/ingests/i1", 200, ingest("submitted", 0))
                .answer("GET /dataset/api/v1/ingests/i1", 200, ingest("ingesting", 3))
                .answer("GET /dataset/api/v1/ingests/i1", 200, ingest("ingested", 9));
        List<String> seen = new ArrayList<>();

        services.awaitIngest("i1", ingest -> seen.add(ingest.state() + ingest.stored()));

        assertThat(seen).containsExactly("submitted0", "ingesting3", "ingested9");
    }

    @Test
    void awaitIngest_survivesAnOutage() throws Exception {
        server.answer("GET /dataset/api/v1/ingests/i1", 200, ingest("ingesting", 3))
                .answer("GET /dataset/api/v1/ingests/i1", 502, "")
                .answer("GET /dataset/api/v1/ingests/i1", 503, "{\"code\":\"unavailable\"}")
                .answer("GET /dataset/api/v1/ingests/i1", 200, ingest("ingested", 9));
        Services patient = new Services(new Api(server.uri()), Duration.ofMinutes(1));

        assertThat(patient.awaitIngest("i1", ingest -> {}).path("stored").asInt())
                .isEqualTo(9);
    }

    @Test
    void awaitIngest_withoutPatience_failsAtOnce() {
        server.answer("GET /dataset/api/v1/ingests/i1", 502, "");

        assertThatExceptionOfType(UnreachableException.class)
                .isThrownBy(() -> services.awaitIngest("i1", ingest -> {}));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void awaitIngest_unknownStateWithAnEnd_isOver() throws Exception {
        server.answer(
                "GET /dataset/api/v1/ingests/i1",
                200,
                "{\"state\":\"archived\",\"finishedAt\":\"2026-11-21T09:00:00Z\",\"laterField\":1}");

        assertThat(services.awaitIngest("i1", ingest -> {}).path("state").asText())
                .isEqualTo("archived");
    }

    @Test
    void awaitServing_modelThatFailedToLoad_isAFailure() {
        server.answer(
                "GET /inference/api/v1/models?limit=100",
                200,
                "{\"items\":[{\"slot\":\"live\",\"model\":{\"name\":\"m\",\"version\":\"2\"},\"state\":\"failed\","
                        + "\"error\":\"the weights' sha256 differs\"}]}");

        assertThatExceptionOfType(FailedException.class)
                .isThrownBy(() -> services.awaitServing("live", new ModelRef("m", "2")))
                .withMessageContaining("sha256 differs");
    }

    @Test
    void awaitServing_waitsForTheVersion() throws Exception {
        String page =
                "{\"items\":[{\"slot\":\"live\",\"model\":{\"name\":\"m\",\"version\":\"%s\"},\"state\":\"%s\"}]}";
        server.answer("GET /inference/api/v1/models?limit=100", 200, page.formatted("1", "live"))
                .answer("GET /inference/api/v1/models?limit=100", 200, page.formatted("2", "loading"))
                .answer("GET /inference/api/v1/models?limit=100", 200, page.formatted("2", "live"));

        services.awaitServing("live", new ModelRef("m", "2"));

        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void awaitServing_looksAtTheSlotThatIsAskedFor() throws Exception {
        String page =
                "{\"items\":[{\"slot\":\"live\",\"model\":{\"name\":\"m\",\"version\":\"2\"},\"state\":\"failed\"},"
                        + "{\"slot\":\"shadow\",\"model\":{\"name\":\"m\",\"version\":\"2\"},\"state\":\"%s\"}]}";
        server.answer("GET /inference/api/v1/models?limit=100", 200, page.formatted("loading"))
                .answer("GET /inference/api/v1/models?limit=100", 200, page.formatted("shadow"));

        services.awaitServing("shadow", new ModelRef("m", "2"));

        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void dataset_withoutVersion_isRefusedHere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> services.dataset("idc"))
                .withMessageContaining("NAME/VERSION");
    }

    private static String ingest(String state, int stored) {
        return "{\"ingestId\":\"i1\",\"state\":\"" + state + "\",\"stored\":" + stored + "}";
    }
}
