package io.cancernet.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.local.ExitCode;
import io.cancernet.local.client.FakeServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandTest extends CommandsOnFakeServer {

    @Test
    void compare_printsWhatDiffersAndWritesTheFiles(@TempDir Path folder) throws Exception {
        String query = "?run=r1&run=r2";
        server.answer("GET /api/v1/runs/compare" + query, 200, """
                {"notice":"Research use only","runs":[{"runId":"r1"},{"runId":"r2","leaky":true}],
                 "settings":[{"name":"epochs","values":["2","9"]}],
                 "differences":[{"run":"r2","minus":"r1","note":"only 3 cases","metrics":{
                   "rocAuc":{"value":0.0312,"interval":{"low":-0.01,"high":0.07}},
                   "ece":{"value":-0.2},
                   "cases.rocAuc":{"value":0.5}}}]}""");
        server.answer("GET /api/v1/runs/compare.html" + query, 200, "<html>");
        for (String plot : List.of("loss", "train-loss", "accuracy", "roc-auc", "roc")) {
            server.answer("GET /api/v1/runs/compare/compare-" + plot + ".svg" + query, 200, "<svg>");
        }

        assertThat(run("compare", "r1", "r2", "--to", folder.resolve("to").toString()))
                .isEqualTo(ExitCode.OK);

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("epochs", "LEAKY r2", "r2 - r1", "rocAuc", "+0.031", "-0.010", "+0.070", "only 3 cases")
                .contains("Research use only")
                .doesNotContain("cases.rocAuc");
        assertThat(folder.resolve("to/comparison.html")).hasContent("<html>");
        assertThat(folder.resolve("to/compare-roc.svg")).hasContent("<svg>");
        assertThat(run("compare", "r1")).isEqualTo(ExitCode.USAGE);
        assertThat(run("compare", "r1", "r9", "--to", folder.resolve("none").toString()))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void study_isStartedFollowedAndShownWithItsSummary(@TempDir Path folder) throws Exception {
        String counts = "\"counts\":{\"total\":2,\"finished\":1,\"failed\":1}";
        server.answer(
                "POST /api/v1/studies", 202, "{\"studyId\":\"s1\",\"name\":\"\",\"state\":\"queued\"," + counts + "}");
        server.answer(
                "GET /api/v1/studies/s1",
                200,
                "{\"studyId\":\"s1\",\"name\":\"\",\"state\":\"finished\"," + counts + "}");
        server.answer("GET /api/v1/studies/s1/summary", 200, """
                {"notice":"Research use only","complete":true,"runs":2,"runsCounted":1,
                 "leftOut":[{"run":"s1-001","recipe":"cancernet","dataset":"idc/1","seed":1,"state":"failed","reason":"it failed: no room"},
                            {"run":"s1-002","seed":1,"state":"queued","reason":"it is queued"}],
                 "arms":[{"name":{"recipe":"cancernet","datasets":"idc/1","scoring":"single-patches"},"leaky":true,
                          "byRun":{"rocAuc":{"count":1,"mean":0.8125}}}],
                 "differences":[]}""");
        server.answer("GET /api/v1/studies/s1/summary.md", 200, "# Study");

        assertThat(run(
                        "study",
                        "start",
                        "--recipe",
                        "cancernet",
                        "--dataset",
                        "idc/1",
                        "--folds",
                        "idc",
                        "--seeds",
                        "2",
                        "--epochs",
                        "3",
                        "--set",
                        "batchSize=64",
                        "--key",
                        "k",
                        "--wait"))
                .isEqualTo(ExitCode.FAILED);

        assertThat(server.requests().get(0).text().replaceAll("\\s", ""))
                .contains("\"seedCount\":2", "\"datasets\":[\"idc/1\"]", "\"folds\":[\"idc\"]")
                .contains("\"batchSize\":64", "\"epochs\":3");
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("1 of 2 runs finished, 1 failed", "not counted: run s1-001", "no room", "LEAKY idc/1")
                .contains("0.813", "Research use only")
                .doesNotContain("s1-002");
        Path file = folder.resolve("summary.md");
        assertThat(run("study", "show", "s1", "--to", file.toString())).isEqualTo(ExitCode.OK);
        assertThat(file).hasContent("# Study");
        assertThat(run("study", "show", "s1", "--to", "summary.pdf")).isEqualTo(ExitCode.USAGE);
        server.answer("GET /api/v1/studies?limit=5", 200, "{\"items\":[{\"studyId\":\"s1\",\"state\":\"finished\"}]}");
        assertThat(run("study", "list", "--limit", "5")).isEqualTo(ExitCode.OK);
        server.answer("POST /api/v1/studies/s1/cancel", 409, "{\"code\":\"conflict\",\"detail\":\"it is finished\"}");
        assertThat(run("study", "cancel", "s1")).isEqualTo(ExitCode.REFUSED);
        assertThat(run("study")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void list_printsATable() {
        server.answer(
                "GET /api/v1/models?limit=1000",
                200,
                "{\"items\":[{\"name\":\"cancernet\",\"version\":\"r1\",\"testRocAuc\":0.9123,\"slots\":[\"live\"]}]}");

        assertThat(run("models", "list")).isEqualTo(ExitCode.OK);
        assertThat(output().lines().toList().get(1)).matches("cancernet +r1 +- +0\\.912 +- +- +live +-");
    }

    @Test
    void outputJson_passesOnWhatTheServerSaid() {
        server.answer("GET /api/v1/runs/r1", 200, "{\"runId\":\"r1\",\"laterField\":{\"a\":1}}");

        assertThat(run("runs", "show", "r1", "--output", "json")).isEqualTo(ExitCode.OK);
        assertThat(output().replaceAll("\\s", "")).isEqualTo("{\"runId\":\"r1\",\"laterField\":{\"a\":1}}");
    }

    @Test
    void runs_areFilteredSortedAndShownInChosenColumns() {
        server.answer(
                "GET /api/v1/runs?state=finished&state=failed&tag=paper&metric=test.rocAuc%3E%3D0.8&createdFrom="
                        + "2026-11-01T00%3A00%3A00Z&sort=test.brier&order=asc&columns=runId%2Cmodel%2Ctest.brier&limit=5",
                200,
                "{\"items\":[{\"runId\":\"r1\",\"model\":{\"name\":\"cancernet\",\"version\":\"v7\"},"
                        + "\"metrics\":{\"test.brier\":0.0625}},{\"runId\":\"r2\",\"metrics\":{}}]}");

        assertThat(run(
                        "runs",
                        "list",
                        "--state",
                        "finished",
                        "--state",
                        "failed",
                        "--tag",
                        "paper",
                        "--metric",
                        "test.rocAuc>=0.8",
                        "--created-from",
                        "2026-11-01T00:00:00Z",
                        "--sort",
                        "test.brier",
                        "--order",
                        "asc",
                        "--columns",
                        "runId,model,test.brier",
                        "--limit",
                        "5"))
                .isEqualTo(ExitCode.OK);
        assertThat(output().lines().toList())
                .satisfiesExactly(
                        heading -> assertThat(heading).matches("run +model +test.brier"),
                        first -> assertThat(first).matches("r1 +v7 +0\\.06[23]"),
                        second -> assertThat(second).matches("r2 +- +-"));
    }

    @Test
    void runs_areExportedInTheFormatOfTheFile(@TempDir Path folder) throws IOException {
        server.answer("GET /api/v1/runs/export?dataset=idc%2F1&format=csv&columns=runId", 200, "run_id\r\nr1\r\n");
        Path file = folder.resolve("runs.csv");

        assertThat(run("runs", "export", "--dataset", "idc/1", "--columns", "runId", file.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(file).hasContent("run_id\r\nr1");
        assertThat(run("runs", "export", folder.resolve("runs.xlsx").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString()).contains(".csv, .ndjson and .jsonl");
    }

    @Test
    void tagsAndNotes_areSentAsChanges() {
        server.answer("PATCH /api/v1/runs/r1/annotations", 200, "{\"tags\":[\"paper\"],\"note\":\"\",\"revision\":1}");

        assertThat(run("runs", "tag", "r1", "paper", "--remove", "draft")).isEqualTo(ExitCode.OK);
        assertThat(run("runs", "note", "r1", "figure 2")).isEqualTo(ExitCode.OK);
        assertThat(server.requests())
                .extracting(FakeServer.Request::text)
                .containsExactly("{\"add\":[\"paper\"],\"remove\":[\"draft\"]}", "{\"note\":\"figure 2\"}");
        assertThat(output()).contains("paper");
    }

    @Test
    void train_sendsTypedOverrides() {
        server.answer("POST /api/v1/runs", 202, "{\"runId\":\"r1\",\"state\":\"queued\"}");

        assertThat(run(
                        "train",
                        "--dataset",
                        "idc/1",
                        "--epochs",
                        "2",
                        "--set",
                        "optimizer.learningRate=0.02",
                        "--set",
                        "network=cancernet"))
                .isEqualTo(ExitCode.OK);
        assertThat(server.requests().get(0).text())
                .contains("\"optimizer.learningRate\":0.02", "\"network\":\"cancernet\"", "\"epochs\":2")
                .doesNotContain("seed");
    }
}
