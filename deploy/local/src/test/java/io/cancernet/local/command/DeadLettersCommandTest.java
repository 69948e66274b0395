package io.cancernet.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.local.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DeadLettersCommandTest {

    private final StringWriter errors = new StringWriter();

    @Test
    void replayOfNothingInParticular_isRefused() {
        assertThat(run("replay", "--yes")).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString()).contains("--all");
    }

    @Test
    void wrongArguments_areSaidToBeWrong(@TempDir Path folder) {
        assertThat(run("show", "cancernet.patches.queued.v1:3")).isEqualTo(ExitCode.USAGE);
        assertThat(run("list", "--bootstrap", "nonsense")).isEqualTo(ExitCode.USAGE);
        assertThat(run("list", "--kafka-config", folder.resolve("none").toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString())
                .contains("TOPIC@PARTITION:OFFSET")
                .contains("--bootstrap or --kafka-config is wrong")
                .contains("say what to do");
    }

    private int run(String... arguments) {
        CommandLine line = RootCommand.commandLine();
        line.setErr(new PrintWriter(errors, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "dead-letters";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return line.execute(all);
    }
}
