package io.cancernet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command line as a process of its own, as its script starts it. */
final class Launcher implements AutoCloseable {

    /** Options that make all ports free ones. */
    static final List<String> FREE_PORTS = List.of(
            "--port=0",
            "--dataset-port=0",
            "--training-port=0",
            "--inference-port=0",
            "--kafka-port=0",
            "--postgres-port=0",
            "--s3-port=0");

    static final Path HOME = Path.of(System.getProperty("cancernet.home", "."));

    private final Process process;
    private final Path output;

    private Launcher(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static Launcher start(Path output, List<String> arguments) throws IOException {
        return start(output, arguments, Map.of());
    }

    /** @param environment handed on to all processes that it starts */
    static Launcher start(Path output, List<String> arguments, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dcancernet.home=" + HOME,
                "-cp",
                HOME.resolve("deploy/local/target/cancernet/lib") + "/*",
                Cancernet.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new Launcher(builder.start(), output);
    }

    /** Waits for the end, and returns the exit code. */
    int awaitEnd(Duration timeout) throws InterruptedException {
        assertThat(process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS))
                .as("ended in time; its output: %s", output())
                .isTrue();
        return process.exitValue();
    }

    /** Waits until a part of the output matches. */
    Matcher awaitOutput(Pattern pattern, Duration timeout) {
        await().atMost(timeout)
                .failFast(() -> assertThat(process.isAlive()).as(output()).isTrue())
                .until(() -> pattern.matcher(output()).find());
        Matcher matcher = pattern.matcher(output());
        assertThat(matcher.find()).isTrue();
        return matcher;
    }

    /** A process that the launcher started, found by a word in its command line. */
    ProcessHandle child(String word) {
        return process.descendants()
                .filter(child -> child.info().commandLine().orElse("").contains(word))
                .findFirst()
                .orElseThrow();
    }

    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    void terminate() {
        process.destroy();
    }

    void kill() {
        process.destroyForcibly();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
