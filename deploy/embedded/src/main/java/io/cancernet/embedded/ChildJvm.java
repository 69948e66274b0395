package io.cancernet.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A running child JVM with {@link EmbeddedServers}, spoken to over its standard input and output. */
final class ChildJvm {

    private static final Duration END_TIMEOUT = Duration.ofSeconds(90);
    private static final int LOG_LINES_SHOWN = 25;

    // Small: it runs beside services that train and score. SerialGC and few malloc arenas keep the rest small too.
    private static final List<String> JVM_OPTIONS = List.of(
            "-Xms64m",
            "-Xmx384m",
            "-Xss512k",
            "-XX:MaxDirectMemorySize=128m",
            "-XX:ReservedCodeCacheSize=96m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError");

    private static final String MORE_OPTIONS = "CANCERNET_EMBEDDED_JAVA_OPTIONS";

    private final Process process;
    private final Writer commands;
    private final Path log;
    // An empty line stands for the end of the output: the child prints none itself.
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private ChildJvm(Process process, Path log) {
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.log = log;
        Thread reader = new Thread(this::readAnswers, "embedded-servers-answers");
        reader.setDaemon(true);
        reader.start();
    }

    /** @param log file that the child's standard error is appended to */
    static ChildJvm launch(Path library, ServerOptions options, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        // Ctrl-C goes to all processes of a terminal: without this the servers would stop under services that are
        // still closing. The child ends when its standard input does.
        command.addAll(List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(moreOptions());
        command.addAll(List.of("-cp", library + "/*", EmbeddedServers.class.getName()));
        command.addAll(options.toArguments());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        // Options meant for the parent (an agent, a big heap) are not for the child.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        return new ChildJvm(builder.start(), log);
    }

    private static List<String> moreOptions() {
        String options = System.getenv(MORE_OPTIONS);
        return options == null || options.isBlank()
                ? List.of()
                : List.of(options.strip().split("\\s+"));
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Sends a command and waits for its answer, which is {@code OK}; any other throws. */
    void command(String command, Duration timeout) {
        send(command + "\n");
        String answer = await("answer to '" + command + "'", timeout);
        if (!answer.startsWith("OK ")) {
            throw new ServerFailure(answer.replaceFirst("^ERROR ", ""));
        }
    }

    /** Waits for the next line of output; throws with the end of the child's log when none comes. */
    String await(String what, Duration timeout) {
        @Nullable String line;
        try {
            line = answers.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailure("interrupted while waiting for the " + what, e);
        }
        if (line == null) {
            throw new ServerFailure("no " + what + " within " + timeout.toSeconds() + " s" + endOfLog());
        }
        if (line.isEmpty()) {
            throw new ServerFailure("the embedded servers' JVM ended before the " + what + endOfLog());
        }
        return line;
    }

    /** Lets the child stop its servers and end; kills it when it takes too long. */
    void end() {
        try {
            commands.close();
        } catch (IOException alreadyGone) {
            // It may have ended by itself.
        }
        awaitEnd(END_TIMEOUT);
    }

    /** Kills the child without giving it a chance to clean up, and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        awaitEnd(END_TIMEOUT);
    }

    private void awaitEnd(Duration timeout) {
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new ServerFailure(
                        "the embedded servers did not stop within " + timeout.toSeconds() + " s" + endOfLog());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void send(String text) {
        try {
            commands.write(text);
            commands.flush();
        } catch (IOException e) {
            throw new ServerFailure("the embedded servers' JVM is gone" + endOfLog(), e);
        }
    }

    private void readAnswers() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            output.lines().filter(line -> !line.isEmpty()).forEach(answers::add);
        } catch (IOException | UncheckedIOException cutOff) {
            // A killed child ends like one that closed its output.
        }
        answers.add("");
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log);
            List<String> end = lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size());
            return end.isEmpty() ? "" : "; the end of " + log + ":\n" + String.join("\n", end);
        } catch (IOException unreadable) {
            return "; see " + log;
        }
    }
}
