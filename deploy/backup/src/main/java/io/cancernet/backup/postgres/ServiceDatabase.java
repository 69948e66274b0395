package io.cancernet.backup.postgres;

import io.cancernet.backup.BackupDraft;
import io.cancernet.backup.BackupException;
import io.cancernet.backup.BackupFolder;
import io.cancernet.backup.DatabaseCopy;
import io.cancernet.backup.HashingOutput;
import io.cancernet.backup.TableCopy;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** The schemas of the three services. */
public final class ServiceDatabase {

    private static final String SCHEMAS = "('dataset', 'training', 'inference')";

    private final String url;
    private final String user;
    private final String password;

    public ServiceDatabase(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** Copies all rows as they are at one moment. */
    public DatabaseCopy dump(BackupDraft draft) throws SQLException, IOException {
        try (Connection connection = snapshot()) {
            List<TableCopy> copies = new ArrayList<>();
            for (Table table : Tables.of(connection)) {
                copies.add(dump(connection, table, draft));
            }
            return new DatabaseCopy(versions(connection), copies, Sequences.ofNoColumn(connection));
        }
    }

    /** What {@link #dump} would state now, without keeping the rows. */
    public DatabaseCopy state() throws SQLException, IOException {
        try (Connection connection = snapshot()) {
            List<TableCopy> copies = new ArrayList<>();
            for (Table table : Tables.of(connection)) {
                copies.add(copy(connection, table, OutputStream.nullOutputStream()));
            }
            return new DatabaseCopy(versions(connection), copies, Sequences.ofNoColumn(connection));
        }
    }

    private static TableCopy dump(Connection connection, Table table, BackupDraft draft)
            throws SQLException, IOException {
        Path incoming = draft.incoming();
        TableCopy copied;
        try (OutputStream rows = new BufferedOutputStream(Files.newOutputStream(incoming))) {
            copied = copy(connection, table, rows);
        }
        draft.keepRows(incoming, copied);
        return copied;
    }

    /**
     * Looks whether {@link #restore} would begin.
     *
     * @throws BackupException when the schemas are at other versions than the backup's, or hold rows
     */
    public void requireRestorable(DatabaseCopy copy) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            requireRestorable(connection, copy);
        }
    }

    /** Fills the migrated, empty schemas, all or nothing. */
    public void restore(DatabaseCopy copy, BackupFolder folder) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            connection.setAutoCommit(false);
            requireRestorable(connection, copy);
            CopyManager manager = connection.unwrap(PGConnection.class).getCopyAPI();
            for (TableCopy table : copy.tables()) {
                try (InputStream rows = Files.newInputStream(folder.rows(table))) {
                    manager.copyIn(
                            "copy %s (%s) from stdin".formatted(table.name(), String.join(", ", table.columns())),
                            rows);
                }
                Sequences.set(connection, table);
            }
            Sequences.set(connection, copy.sequences());
            connection.commit();
        }
    }

    private Connection snapshot() throws SQLException {
        Connection connection = DriverManager.getConnection(url, user, password);
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement statement = connection.createStatement()) {
            // What is written, and so its hash, would otherwise differ with the settings of who asks.
            statement.execute("set local time zone 'UTC'");
            statement.execute("set local bytea_output = 'hex'");
        }
        return connection;
    }

    private static TableCopy copy(Connection connection, Table table, OutputStream target)
            throws SQLException, IOException {
        HashingOutput rows = new HashingOutput(target);
        long count = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut(
                        "copy (select %s from %s order by %s) to stdout"
                                .formatted(
                                        String.join(", ", table.columns()),
                                        table.name(),
                                        String.join(", ", table.key())),
                        rows);
        return new TableCopy(table.name(), table.columns(), Sequences.of(connection, table), count, rows.sha256());
    }

    private static Map<String, String> versions(Connection connection) throws SQLException {
        Map<String, String> versions = new TreeMap<>();
        List<String> schemas = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery(
                    "select schemaname from pg_tables where tablename = 'flyway_schema_history' and schemaname in "
                            + SCHEMAS)) {
                while (found.next()) {
                    schemas.add(found.getString(1));
                }
            }
            for (String schema : schemas) {
                try (ResultSet newest = statement.executeQuery(
                        "select max(version) from %s.flyway_schema_history where success".formatted(schema))) {
                    newest.next();
                    versions.put(schema, newest.getString(1));
                }
            }
        }
        return versions;
    }

    private static void requireRestorable(Connection connection, DatabaseCopy copy) throws SQLException {
        requireSameVersions(copy.versions(), versions(connection));
        for (Table table : Tables.of(connection)) {
            requireEmpty(connection, table.name());
        }
    }

    private static void requireSameVersions(Map<String, String> backup, Map<String, String> here) {
        if (!backup.equals(here)) {
            throw new BackupException(
                    "the database's schemas are at %s, the backup's at %s: migrate an empty database with the release that the backup was made with"
                            .formatted(new TreeMap<>(here), new TreeMap<>(backup)));
        }
    }

    private static void requireEmpty(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select exists (select 1 from %s)".formatted(table))) {
            row.next();
            if (row.getBoolean(1)) {
                throw new BackupException(table + " has rows: a backup is restored into a database without any");
            }
        }
    }
}
