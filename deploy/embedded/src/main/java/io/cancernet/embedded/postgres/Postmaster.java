package io.cancernet.embedded.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The main process of a Postgres server, found through the {@code postmaster.pid} of its data directory.
 *
 * <p>It is a process of the system, not a child of this JVM, and so outlives a JVM that was killed.
 */
final class Postmaster {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);

    private final Path dataDirectory;

    Postmaster(Path dataDirectory) {
        this.dataDirectory = dataDirectory;
    }

    /** The process id in {@code postmaster.pid}, if a Postgres of this data directory lives under it. */
    Optional<ProcessHandle> find() throws IOException {
        return recorded().filter(this::isPostgresOfThisDirectory);
    }

    /**
     * Stops a server that an earlier, killed JVM left running, and clears the way for the next one.
     *
     * <p>The caller holds the lock of the whole data directory, so that no living JVM owns this server.
     */
    void stop() throws IOException, InterruptedException {
        Optional<ProcessHandle> running = find();
        if (running.isPresent()) {
            // SIGINT is Postgres' fast stop: clients are cut off, data is written. SIGTERM would wait for clients.
            new ProcessBuilder(
                            "sh",
                            "-c",
                            "kill -INT \"$0\"",
                            Long.toString(running.get().pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            awaitEnd();
        }
        // A process id that another process has by now (or a zombie) would make Postgres refuse to start. An id that
        // nobody has is left to Postgres, which also checks the shared memory named there.
        if (recorded().isPresent()) {
            Files.deleteIfExists(pidFile());
        }
    }

    /**
     * Starts a shell that stops this server when the JVM dies, however it dies: it reads from a pipe that only the JVM
     * holds open.
     */
    Process startGuard() throws IOException {
        long pid = find().orElseThrow(() -> new IOException("postgres ended right after its start"))
                .pid();
        return new ProcessBuilder("sh", "-c", "cat >/dev/null; kill -INT \"$0\"", Long.toString(pid))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void awaitEnd() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
        while (find().isPresent()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("postgres of " + dataDirectory + " did not stop within " + STOP_TIMEOUT);
            }
            Thread.sleep(20);
        }
    }

    private Optional<ProcessHandle> recorded() throws IOException {
        if (!Files.exists(pidFile())) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile());
        try {
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.get(0).strip()));
        } catch (NumberFormatException damaged) {
            return Optional.empty();
        }
    }

    private boolean isPostgresOfThisDirectory(ProcessHandle process) {
        boolean isPostgres = process.info()
                .command()
                .map(command -> command.endsWith("postgres"))
                .orElse(false);
        return isPostgres
                && process.info()
                        .arguments()
                        .map(arguments -> Arrays.asList(arguments).contains(dataDirectory.toString()))
                        // Some systems do not show the arguments; then the name has to do.
                        .orElse(true);
    }

    private Path pidFile() {
        return dataDirectory.resolve("postmaster.pid");
    }
}
