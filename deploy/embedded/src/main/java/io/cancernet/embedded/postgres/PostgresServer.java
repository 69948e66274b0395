package io.cancernet.embedded.postgres;

import io.cancernet.embedded.Credentials;
import io.cancernet.embedded.EmbeddedServer;
import io.cancernet.embedded.FileTree;
import io.cancernet.embedded.Ports;
import io.cancernet.embedded.ServerKey;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A Postgres server with the database {@code cancernet}, run from binaries that are unpacked once.
 *
 * <p>Files under its directory: {@code data}, and {@code complete} once the first start came to its end.
 */
public final class PostgresServer implements EmbeddedServer {

    /** Name of the database. */
    public static final String DATABASE = "cancernet";

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private final Path directory;
    private final Path dataDirectory;
    private final Path binaries;
    private final Path log;
    private final int port;
    private final Credentials credentials;
    private final @Nullable ServerKey key;
    private final Postmaster postmaster;
    private @Nullable EmbeddedPostgres server;
    private @Nullable Process guard;

    /**
     * Describes a server that does not run yet.
     *
     * @param binaries directory to unpack Postgres to, shared by all stacks of this build
     * @param log file that Postgres appends its log to
     * @param key null for a server without TLS
     */
    public PostgresServer(
            Path directory, Path binaries, Path log, int port, Credentials credentials, @Nullable ServerKey key) {
        this.directory = directory;
        this.dataDirectory = dataIn(directory);
        this.binaries = binaries;
        this.log = log;
        this.port = port;
        this.credentials = credentials;
        this.key = key;
        this.postmaster = new Postmaster(dataDirectory);
    }

    /**
     * Stops the server that a killed JVM left on this directory, which would still hold its port.
     *
     * <p>The caller holds the lock of the whole data directory, so that no living JVM owns that server.
     */
    public static void stopOrphan(Path directory) throws IOException, InterruptedException {
        new Postmaster(dataIn(directory)).stop();
    }

    @Override
    public void start() throws Exception {
        Files.createDirectories(directory);
        postmaster.stop();
        Path complete = directory.resolve("complete");
        if (!Files.exists(complete)) {
            FileTree.delete(dataDirectory);
        }
        EmbeddedPostgres starting = launch();
        server = starting;
        guard = postmaster.startGuard();
        createDatabase(starting);
        if (!Files.exists(complete)) {
            Files.createFile(complete);
        }
    }

    @Override
    public void stop() throws Exception {
        Process watching = guard;
        if (watching != null) {
            // First, or it could send its signal to a later process of the same id.
            guard = null;
            watching.destroyForcibly().waitFor();
        }
        EmbeddedPostgres running = server;
        if (running != null) {
            server = null;
            running.close();
        }
        // close() gives up after five seconds, and a start that failed leaves nothing to close.
        postmaster.stop();
    }

    private static Path dataIn(Path directory) {
        return directory.resolve("data");
    }

    private EmbeddedPostgres launch() throws IOException {
        Files.createDirectories(binaries);
        // The library opens its own directory to everyone; nobody else may change programs that we run.
        Files.setPosixFilePermissions(binaries, PosixFilePermissions.fromString("rwx------"));
        Path versions = binaries.resolve("versions");
        System.setProperty("ot.epg.working-dir", versions.toString());
        Path unpacked = binaries.resolve("complete");
        if (Files.exists(unpacked)) {
            return launchUnpacked();
        }
        // One process unpacks, others wait; what one that was killed left half unpacked is thrown away.
        try (FileChannel channel = FileChannel.open(
                        binaries.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !Files.exists(unpacked)) {
                FileTree.delete(versions);
            }
            EmbeddedPostgres launched = launchUnpacked();
            if (!Files.exists(unpacked)) {
                Files.createFile(unpacked);
            }
            return launched;
        }
    }

    private EmbeddedPostgres launchUnpacked() throws IOException {
        EmbeddedPostgres.Builder settings = EmbeddedPostgres.builder();
        if (key != null) {
            Path certificate = directory.resolve("server.crt");
            Path privateKey = directory.resolve("server.key");
            key.writeCertificates(certificate);
            key.writeKey(privateKey);
            settings.setServerConfig("ssl", "on")
                    .setServerConfig("ssl_cert_file", certificate.toString())
                    .setServerConfig("ssl_key_file", privateKey.toString());
        }
        return settings.setDataDirectory(dataDirectory)
                .setCleanDataDirectory(false)
                .setDataDirectoryCustomizer(this::writeAccessRules)
                .setRegisterShutdownHook(false)
                // The same order of text on every machine, whatever its locale.
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setPort(port)
                .setPGStartupWait(START_TIMEOUT)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setServerConfig("listen_addresses", Ports.HOST)
                // No socket file in the shared temporary directory.
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("shared_buffers", "64MB")
                // The library turns both off; people keep their data here.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    /** The superuser needs no password (the library has none to give), everyone else does, as in production. */
    private void writeAccessRules(File data) {
        try {
            Files.writeString(
                    data.toPath().resolve("pg_hba.conf"), """
                    host all postgres %1$s/32 trust
                    %2$s all all      %1$s/32 scram-sha-256
                    """.formatted(Ports.HOST, key == null ? "host" : "hostssl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void createDatabase(EmbeddedPostgres running) throws SQLException {
        String user = credentials.postgresUser();
        try (Connection connection = running.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (isEmpty(statement, "select 1 from pg_roles where rolname = '" + user + "'")) {
                statement.execute("create role " + user + " login");
            }
            statement.execute(
                    "alter role " + user + " password " + statement.enquoteLiteral(credentials.postgresPassword()));
            if (isEmpty(statement, "select 1 from pg_database where datname = '" + DATABASE + "'")) {
                statement.execute("create database " + DATABASE + " owner " + user);
            }
        }
    }

    private static boolean isEmpty(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }
}
