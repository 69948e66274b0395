package io.cancernet.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.local.ExitCode;
import io.cancernet.local.client.FakeServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

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
    void list_printsATable() {
        server.answer(
                "GET /api/v1/models?limit=1000",
                200,
                "{\"items\":[{\"name\":\"cancernet\",\"version\":\"r1\",\"testRocAuc\":0.9123,\"slots\":[\"live\"]}]}");

        assertThat(run("models", "list")).isEqualTo(ExitCode.OK);
        assertThat(output().lines().toList().get(1)).matches("cancernet +r1 +- +0\\.912 +- +live +-");
    }

    @Test
    void outputJson_passesOnWhatTheServerSaid() {
        server.answer("GET /api/v1/runs/r1", 200, "{\"runId\":\"r1\",\"laterField\":{\"a\":1}}");

        assertThat(run("runs", "show", "r1", "--output", "json")).isEqualTo(ExitCode.OK);
        assertThat(output().replaceAll("\\s", "")).isEqualTo("{\"runId\":\"r1\",\"laterField\":{\"a\":1}}");
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
