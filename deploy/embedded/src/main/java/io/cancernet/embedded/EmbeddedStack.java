package io.cancernet.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Kafka, Postgres and an S3 endpoint in a child JVM, seen from the process that uses them.
 *
 * <p>The child dies with this process. A stack that was closed or killed can be started again: it finds its data and
 * takes the same ports. All methods are thread-safe; failures are {@link ServerFailure}s that say which server failed
 * and show the end of the child's log.
 */
public final class EmbeddedStack implements AutoCloseable {

    /** System property: directory whose {@code lib} holds the servers' class path. */
    public static final String HOME_PROPERTY = "cancernet.embedded.home";

    private static final Duration READY_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(90);

    private final Path library;
    private ServerOptions options;
    private @Nullable ChildJvm child;

    private EmbeddedStack(Path library, ServerOptions options) {
        this.library = library;
        this.options = options;
    }

    /**
     * Describes a stack, without starting it.
     *
     * @param dataDirectory where all data and logs are kept; made when it is missing
     */
    public static Builder builder(Path dataDirectory) {
        return new Builder(dataDirectory);
    }

    /** Starts the child JVM and returns when all three servers answer. */
    public synchronized EmbeddedStack start() {
        if (isRunning()) {
            throw new IllegalStateException("the stack runs already");
        }
        ChildJvm starting = launch();
        boolean ready = false;
        try {
            String line = starting.await("servers' start", READY_TIMEOUT);
            if (!line.startsWith("READY ")) {
                throw new ServerFailure(line.replaceFirst("^ERROR ", "") + " (log: " + log() + ")");
            }
            options = options.withPorts(Endpoints.portsIn(line));
            child = starting;
            ready = true;
        } finally {
            if (!ready) {
                starting.kill();
            }
        }
        return this;
    }

    /** Stops one server; its clients lose it as they would a server that went down. */
    public synchronized void stop(Server server) {
        running().command("stop " + server.id(), COMMAND_TIMEOUT);
    }

    /** Starts one stopped server again, on the same port and data. */
    public synchronized void start(Server server) {
        running().command("start " + server.id(), COMMAND_TIMEOUT);
    }

    /** Kills the child JVM as {@code kill -9} does: nothing is flushed or closed. */
    public synchronized void kill() {
        ChildJvm killed = child;
        if (killed != null) {
            child = null;
            killed.kill();
        }
    }

    /** Stops all servers cleanly; a stack that does not run is left alone. */
    @Override
    public synchronized void close() {
        ChildJvm closing = child;
        if (closing != null) {
            child = null;
            closing.end();
        }
    }

    public synchronized boolean isRunning() {
        return child != null && child.isAlive();
    }

    /** Process id of the child JVM. */
    public synchronized long pid() {
        return running().pid();
    }

    public Endpoints.Kafka kafka() {
        return endpoints().kafka();
    }

    public Endpoints.Postgres postgres() {
        return endpoints().postgres();
    }

    public Endpoints.S3 s3() {
        return endpoints().s3();
    }

    /** Addresses of the servers; known from the first start on, also while a server is stopped. */
    public synchronized Endpoints endpoints() {
        for (Server server : Server.values()) {
            if (options.ports().of(server) == 0) {
                throw new IllegalStateException("the stack was not started yet");
            }
        }
        return Endpoints.of(options.ports(), options.credentials(), options.key() != null);
    }

    /** Log of the child JVM; Postgres' own is beside it. */
    public synchronized Path log() {
        return options.dataDirectory().resolve("logs").resolve("embedded.log");
    }

    private ChildJvm launch() {
        if (!Files.isDirectory(library)) {
            throw new ServerFailure("the servers' class path is not in " + library
                    + ": build it with ./mvnw package -DskipTests -pl deploy/embedded, or set " + HOME_PROPERTY);
        }
        try {
            Files.createDirectories(log().getParent());
            return ChildJvm.launch(library, options, log());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the embedded servers' JVM", e);
        }
    }

    private ChildJvm running() {
        ChildJvm found = child;
        if (found == null) {
            throw new IllegalStateException("the stack does not run");
        }
        return found;
    }

    /** Settings of a stack that is not started yet. */
    public static final class Builder {

        private final Path dataDirectory;
        private Ports ports = Ports.FREE;
        private Credentials credentials = Credentials.DEVELOPMENT;
        private @Nullable Path library;
        private @Nullable ServerKey key;

        private Builder(Path dataDirectory) {
            this.dataDirectory = dataDirectory;
        }

        /** Ports to take, 0 for any free one; free ones unless set. */
        public Builder ports(Ports ports) {
            this.ports = ports;
            return this;
        }

        public Builder credentials(Credentials credentials) {
            this.credentials = credentials;
            return this;
        }

        /** Has all servers speak TLS alone; Kafka then asks for Postgres' user and password (SCRAM-SHA-512). */
        public Builder encrypted(ServerKey key) {
            this.key = key;
            return this;
        }

        /** Directory with the servers' class path; {@code lib} in {@link #HOME_PROPERTY} unless set. */
        public Builder library(Path library) {
            this.library = library;
            return this;
        }

        public EmbeddedStack build() {
            Path found = Objects.requireNonNullElseGet(library, Builder::defaultLibrary)
                    .toAbsolutePath();
            // Beside the class path: the build's clean removes both.
            Path binaries = found.resolveSibling("postgres-binaries");
            return new EmbeddedStack(found, new ServerOptions(dataDirectory, binaries, ports, credentials, key));
        }

        /** Builds and starts the stack. */
        public EmbeddedStack start() {
            return build().start();
        }

        private static Path defaultLibrary() {
            String home = System.getProperty(HOME_PROPERTY);
            if (home == null) {
                throw new IllegalStateException("set the system property " + HOME_PROPERTY
                        + " to deploy/embedded/target/embedded, or name the library directory");
            }
            return Path.of(home, "lib");
        }
    }
}
