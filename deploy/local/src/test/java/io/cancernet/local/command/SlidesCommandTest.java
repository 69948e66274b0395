package io.cancernet.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.local.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlidesCommandTest extends CommandsOnFakeServer {

    @Test
    void emptyList_saysSo() {
        server.answer("GET /dataset/api/v1/slides?limit=100", 200, "{\"items\":[]}");

        assertThat(run("slides")).isEqualTo(ExitCode.OK);
        assertThat(output()).contains("(none)");
    }

    @Test
    void rejectedIngest_isAFailure(@TempDir Path folder) {
        server.answer("POST /dataset/api/v1/ingests", 202, "{\"ingestId\":\"i1\",\"state\":\"queued\"}")
                .answer(
                        "GET /dataset/api/v1/ingests/i1",
                        200,
                        "{\"ingestId\":\"i1\",\"state\":\"rejected\",\"error\":{\"code\":\"no-images\",\"detail\":\"d\"}}");

        assertThat(run("ingest", folder.toString(), "--wait")).isEqualTo(ExitCode.FAILED);
        assertThat(output()).contains("no-images: d");
    }

    @Test
    void ingest_sendsWhatIsGiven_andNothingElse(@TempDir Path folder) {
        server.answer("POST /dataset/api/v1/ingests", 202, "{\"ingestId\":\"i1\",\"state\":\"submitted\"}");

        assertThat(run(
                        "ingest",
                        folder.toString(),
                        "s3://bucket/slide.svs",
                        "--mpp",
                        "0.25",
                        "--case",
                        "C-1",
                        "--patch-size",
                        "48",
                        "--positive-class",
                        "Tumor",
                        "--positive-class",
                        "IDC",
                        "--annotations",
                        "https://host/a.geojson"))
                .isEqualTo(ExitCode.OK);
        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().get(1).text())
                .isEqualTo(
                        "{\"annotations\":\"https://host/a.geojson\",\"caseReference\":\"C-1\",\"mpp\":0.25,"
                                + "\"patchSize\":48,\"positiveClasses\":[\"Tumor\",\"IDC\"],\"uri\":\"s3://bucket/slide.svs\"}");
    }

    @Test
    void ingest_ofAWholeSlide_countsCellsAndSaysWhatWasKnown(@TempDir Path folder) {
        server.answer("POST /dataset/api/v1/ingests", 202, "{\"ingestId\":\"i1\",\"state\":\"submitted\"}")
                .answer(
                        "GET /dataset/api/v1/ingests/i1",
                        200,
                        "{\"ingestId\":\"i1\",\"state\":\"ingested\",\"in\":1200,\"stored\":1000,\"quarantined\":200,"
                                + "\"slides\":1,\"slidesKnown\":1,\"quarantine\":{\"background\":200},"
                                + "\"progress\":{\"cellsDone\":1200,\"cells\":1200}}");

        assertThat(run("ingest", folder.toString(), "--wait")).isEqualTo(ExitCode.OK);
        assertThat(output())
                .contains("1,200 cells in = 1,000 stored + 200 left out, 1 slide", "left out: background 200")
                .contains("known before, from the same bytes in the same way: 1 of 1");
    }

    @Test
    void score_writesTheResultsOfWhatIsFinished(@TempDir Path directory) throws IOException {
        String request = "{\"requestId\":\"q1\",\"slideId\":\"s1\",\"state\":\"%s\",\"announced\":2,\"scored\":2,"
                + "\"failed\":0}";
        server.answer("POST /inference/api/v1/scoring-requests", 202, request.formatted("scoring"))
                .answer("GET /inference/api/v1/scoring-requests/q1", 200, request.formatted("finished"));
        resultFiles("q1");

        assertThat(run("score", "s1", "--priority", "2", "--out", directory.toString()))
                .isEqualTo(ExitCode.OK);

        assertThat(directory.resolve("q1/heatmap.png")).hasContent("heatmap of q1");
        assertThat(directory.resolve("q1/patches.geojson")).hasContent("geojson of q1");
        assertThat(directory.resolve("q1/result.json")).hasContent("result of q1");
        assertThat(server.requests().get(0).text()).contains("\"priority\":2");
    }

    @Test
    void slideResults_areListed_andTheNewestIsWritten(@TempDir Path directory) {
        server.answer(
                        "GET /inference/api/v1/slides/s1/results?limit=1000",
                        200,
                        "{\"items\":[{\"requestId\":\"q3\",\"state\":\"refused\",\"error\":{\"detail\":\"cut it anew\"}},"
                                + "{\"requestId\":\"q2\",\"state\":\"incomplete\",\"scored\":5,\"result\":{\"missing\":3}},"
                                + "{\"requestId\":\"q1\",\"state\":\"finished\",\"scored\":8,\"result\":{\"missing\":0}}]}")
                .answer(
                        "GET /inference/api/v1/slides/s1/results?limit=1",
                        200,
                        "{\"items\":[],\"waiting\":{\"since\":\"2026-07-01T10:00:00Z\",\"reason\":\"no live model\"}}");
        resultFiles("q2");

        assertThat(run("slides", "results", "s1", "--out", directory.toString()))
                .isEqualTo(ExitCode.OK);

        assertThat(output())
                .contains("q3", "cut it anew", "incomplete", "waits since 2026-07-01T10:00:00Z: no live model");
        assertThat(directory.resolve("q2/heatmap.png")).hasContent("heatmap of q2");
    }

    private void resultFiles(String request) {
        for (String each : List.of("heatmap", "geojson", "result")) {
            server.answer(
                    "GET /inference/api/v1/scoring-requests/" + request + "/" + each, 200, each + " of " + request);
        }
    }

    @Test
    void slides_showFormatsAndErase() {
        server.answer("GET /dataset/api/v1/slides/s1", 200, "{\"slideId\":\"s1\",\"image\":{\"width\":7}}")
                .answer(
                        "GET /dataset/api/v1/slides/formats",
                        200,
                        "[{\"reader\":\"tiff\",\"formats\":[\"Aperio SVS\"],\"available\":true}]")
                .answer(
                        "DELETE /dataset/api/v1/slides/s1?erase=true",
                        202,
                        "{\"slideId\":\"s1\",\"state\":\"deleting\"}");

        assertThat(run("slides", "show", "s1")).isEqualTo(ExitCode.OK);
        assertThat(run("slides", "formats")).isEqualTo(ExitCode.OK);
        assertThat(run("slides", "erase", "s1")).isEqualTo(ExitCode.USAGE);
        assertThat(run("slides", "erase", "s1", "--by", "office", "--reason", "withdrawn"))
                .isEqualTo(ExitCode.OK);
        assertThat(output()).contains("image.width", "Aperio SVS", "deleting");
        assertThat(server.requests().get(2).text()).isEqualTo("{\"by\":\"office\",\"reason\":\"withdrawn\"}");
    }
}
