package io.cancernet.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.local.ExitCode;
import io.cancernet.local.client.FakeServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;

class CommandLineTest {

    private final FakeServer server = new FakeServer();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final StringWriter errors = new StringWriter();
    private final PrintStream standard = System.out;

    @BeforeEach
    void catchOutput() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        System.setOut(standard);
        server.close();
    }

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

    @Test
    void datasets_createdByFold_showEachFold() {
        server.answer(
                "POST /dataset/api/v1/datasets",
                201,
                "{\"items\":[{\"dataset\":\"idc/1\"},{\"dataset\":\"idc/2\",\"leaky\":true}]}");

        assertThat(run("datasets", "create", "--name", "idc", "--split", "k-fold", "--folds", "3"))
                .isEqualTo(ExitCode.OK);
        assertThat(server.requests().get(0).text())
                .contains("\"split\":{\"strategy\":\"k-fold\",\"folds\":3}")
                .doesNotContain("train");
        assertThat(output()).contains("dataset idc/1", "dataset idc/2", "leaky");
    }

    @Test
    void damagedDataset_isAFailure() {
        String path = "/dataset/api/v1/datasets/idc/1/verifications";
        server.answer("POST " + path, 202, "{\"verificationId\":\"v1\",\"state\":\"queued\"}")
                .answer("GET " + path + "/v1", 200, "{\"state\":\"damaged\",\"finishedAt\":\"2026-11-21T09:00:00Z\"}");

        assertThat(run("datasets", "verify", "idc/1")).isEqualTo(ExitCode.FAILED);
        assertThat(output()).contains("damaged");
    }

    @Test
    void statistics_areWaitedFor() {
        String path = "GET /dataset/api/v1/datasets/idc/1/statistics";
        server.answer(path, 200, "{\"state\":\"pending\"}")
                .answer(
                        path,
                        200,
                        "{\"state\":\"computed\",\"statistics\":{\"splits\":[{\"split\":\"train\",\"positivity\":0.25}],"
                                + "\"sizes\":[{\"width\":50,\"height\":50,\"patches\":7}]}}");

        assertThat(run("datasets", "stats", "idc/1")).isEqualTo(ExitCode.OK);
        assertThat(output()).contains("0.250").containsPattern("50 +50 +7");
    }

    @Test
    void importedManifest_isSentAsItIs(@TempDir Path folder) throws IOException {
        server.answer(
                "POST /dataset/api/v1/datasets/import?name=copy&allowLeaky=false", 201, "{\"dataset\":\"copy/1\"}");
        Path file = Files.writeString(folder.resolve("m.gz"), "bytes");

        assertThat(run("datasets", "import", file.toString(), "--name", "copy")).isEqualTo(ExitCode.OK);
        assertThat(output()).contains("copy/1");
        assertThat(server.requests().get(0).text()).isEqualTo("bytes");
    }

    @Test
    void contactSheet_isWrittenIntoAFile(@TempDir Path folder) {
        server.answer("GET /dataset/api/v1/datasets/idc/1/contact-sheet?split=test&perClass=12&seed=42", 200, "png");
        Path file = folder.resolve("sheet.png");

        assertThat(run("datasets", "contact-sheet", "idc/1", file.toString(), "--split", "test", "--per-class", "12"))
                .isEqualTo(ExitCode.OK);
        assertThat(file).hasContent("png");
    }

    @Test
    void exportedManifest_isTheServersBytes_andARefusalLeavesNoFile(@TempDir Path folder) {
        server.answer("GET /dataset/api/v1/datasets/idc/1/manifest", 200, "bytes");
        Path file = folder.resolve("m.gz");

        assertThat(run("datasets", "export", "idc/1", file.toString())).isEqualTo(ExitCode.OK);
        assertThat(file).hasContent("bytes");
        assertThat(run("datasets", "export", "idc/2", folder.resolve("n.gz").toString()))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(folder).isDirectoryNotContaining(each -> !each.equals(file));
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

    @Test
    void refusal_hasAnExitCodeOfItsOwn_andNoTrace() {
        server.answer("GET /api/v1/runs/r9", 404, "{\"code\":\"run-not-found\",\"detail\":\"there is no run r9\"}");

        assertThat(run("runs", "show", "r9")).isEqualTo(ExitCode.REFUSED);
        assertThat(errors.toString().strip()).isEqualTo("cancernet: refused (run-not-found): there is no run r9");
    }

    @Test
    void noServer_hasAnExitCodeOfItsOwn() {
        server.close();

        assertThat(run("slides")).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(errors.toString()).contains("no answer from").doesNotContain("\tat ");
    }

    @Test
    void wrongArguments_areUsageErrors() {
        assertThat(run("runs")).isEqualTo(ExitCode.USAGE);
        assertThat(run("train")).isEqualTo(ExitCode.USAGE);
        assertThat(run("datasets", "show", "idc")).isEqualTo(ExitCode.USAGE);
        assertThat(run("score")).isEqualTo(ExitCode.USAGE);
        assertThat(line().execute("demo", "--data", "no-such-folder")).isEqualTo(ExitCode.USAGE);
        assertThat(line().execute("demo", "--epochs", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(line().execute("no-such-command")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void help_ofEveryCommand_isThere() {
        line().getSubcommands().forEach((name, command) -> {
            if (!name.equals("help")) {
                assertThat(line().execute(name, "--help")).as(name).isEqualTo(ExitCode.OK);
                assertThat(command.getUsageMessage()).as(name).contains("Examples:");
                command.getSubcommands().keySet().forEach(sub -> assertThat(line().execute(name, sub, "--help"))
                        .as(name + " " + sub)
                        .isEqualTo(ExitCode.OK));
            }
        });
    }

    /** Overviews of commands show the first line alone. */
    @Test
    void firstLineOfEachDescription_isASentence() {
        assertThat(unfinished(line())).isEmpty();
    }

    private static List<String> unfinished(CommandLine line) {
        return line.getSubcommands().values().stream()
                .filter(each -> !(each.getCommand() instanceof HelpCommand))
                .flatMap(each -> {
                    String[] lines = each.getCommandSpec().usageMessage().description();
                    boolean finished = lines.length > 0 && lines[0].endsWith(".");
                    return Stream.concat(
                            finished ? Stream.of() : Stream.of(each.getCommandName()), unfinished(each).stream());
                })
                .toList();
    }

    @Test
    void dataDirectory_followsTheXdgRule() {
        assertThat(StackOptions.standardDataDirectory(null, "/home/a")).hasToString("/home/a/.local/share/cancernet");
        assertThat(StackOptions.standardDataDirectory("/data", "/home/a")).hasToString("/data/cancernet");
    }

    private int run(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--server";
        all[arguments.length + 1] = server.uri().toString();
        return line().execute(all);
    }

    private CommandLine line() {
        return RootCommand.commandLine().setErr(new PrintWriter(errors, true));
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
