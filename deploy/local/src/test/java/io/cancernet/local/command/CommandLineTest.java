package io.cancernet.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.local.ExitCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;

class CommandLineTest extends CommandsOnFakeServer {

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
    void failureOfAFile_isSaidInWords() throws Exception {
        CommandLine line = line();
        for (IOException each : List.of(
                new NoSuchFileException("a"), new FileAlreadyExistsException("b"), new AccessDeniedException("c"))) {
            assertThat(line.getExecutionExceptionHandler().handleExecutionException(each, line, null))
                    .isEqualTo(ExitCode.FAILED);
        }

        assertThat(errors.toString().lines())
                .containsExactly(
                        "cancernet: a: no such file or folder",
                        "cancernet: b: is there already",
                        "cancernet: c: permission denied");
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
}
