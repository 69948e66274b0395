package io.cancernet.backup;

import io.cancernet.backup.minio.Bucket;
import io.cancernet.backup.postgres.ServiceDatabase;
import io.cancernet.common.objectstore.minio.ObjectStoreAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes, restores and verifies backups of a whole installation. */
public final class Backup {

    private final ServiceDatabase database;
    private final Bucket bucket;

    public Backup(ServiceDatabase database, Bucket bucket) {
        this.database = database;
        this.bucket = bucket;
    }

    /**
     * Copies rows first, then files: services put a file before the row that names it, so that every row of the backup
     * finds its file in it, unless a service deletes the file meanwhile. A backup that fails leaves the folder's earlier
     * one as it was.
     */
    public void create(BackupFolder folder) throws IOException, SQLException {
        try (BackupDraft draft = folder.draft()) {
            List<StoredObject> before = folder.isComplete() ? folder.contents().objects() : List.of();
            DatabaseCopy rows = database.dump(draft);
            draft.complete(new BackupContents(rows, bucket.copyTo(draft, before)));
        }
    }

    /**
     * Puts files first, then rows, into a migrated database without rows.
     *
     * @throws BackupException before anything is changed, when the database or the bucket is not one to restore into
     */
    public void restore(BackupFolder folder) throws IOException, SQLException {
        BackupContents backup = folder.wholeContents();
        database.requireRestorable(backup.database());
        bucket.put(bucket.missing(backup.objects()), folder);
        database.restore(backup.database(), folder);
    }

    /** How what is there now differs from the backup, table by table and file by file; nothing when it does not. */
    public List<String> differences(BackupFolder folder) throws IOException, SQLException {
        List<String> differences = new ArrayList<>();
        BackupContents backup = folder.contents();
        addDifferences(differences, database.state(), backup.database());
        Map<String, String> hashes = bucket.hashes();
        for (StoredObject object : backup.objects()) {
            String hash = hashes.get(object.key());
            if (!object.sha256().equals(hash)) {
                differences.add("file %s is %s, the backup's has %s"
                        .formatted(object.key(), hash == null ? "missing" : hash, object.sha256()));
            }
        }
        return differences;
    }

    private static void addDifferences(List<String> differences, DatabaseCopy state, DatabaseCopy backup) {
        Map<String, TableCopy> here = new HashMap<>();
        state.tables().forEach(table -> here.put(table.name(), table));
        for (TableCopy table : backup.tables()) {
            TableCopy now = here.get(table.name());
            if (now == null) {
                differences.add("table " + table.name() + " is missing");
            } else if (!now.equals(table)) {
                differences.add("table %s has %d rows (%s), the backup %d (%s)"
                        .formatted(table.name(), now.rows(), now.sha256(), table.rows(), table.sha256()));
            }
        }
        backup.sequences().forEach((name, reached) -> {
            Long now = state.sequences().get(name);
            if (!reached.equals(now)) {
                differences.add("sequence %s is %s, the backup's has reached %d"
                        .formatted(name, now == null ? "missing" : "at " + now, reached));
            }
        });
    }

    /** Where an installation is, as its services are told. */
    static Backup of(Map<String, String> environment) {
        return new Backup(
                new ServiceDatabase(
                        required(environment, "QUARKUS_DATASOURCE_JDBC_URL"),
                        required(environment, "QUARKUS_DATASOURCE_USERNAME"),
                        required(environment, "QUARKUS_DATASOURCE_PASSWORD")),
                new Bucket(ObjectStoreAddress.of(environment)));
    }

    /** Command line: {@code create|restore|verify FOLDER}. Ends with 0, 1 when something differs or fails, 2 on misuse. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.getenv()));
    }

    static int run(String[] arguments, Map<String, String> environment) {
        if (arguments.length != 2 || !List.of("create", "restore", "verify").contains(arguments[0])) {
            System.err.println("Usage: cancernet-backup create|restore|verify FOLDER");
            return 2;
        }
        BackupFolder folder = new BackupFolder(Path.of(arguments[1]));
        try {
            Backup backup = of(environment);
            switch (arguments[0]) {
                case "create" -> backup.create(folder);
                case "restore" -> backup.restore(folder);
                default -> {
                    List<String> differences = backup.differences(folder);
                    differences.forEach(System.err::println);
                    if (!differences.isEmpty()) {
                        return 1;
                    }
                }
            }
            BackupContents done = folder.contents();
            System.out.printf(
                    "%s: %d tables, %d files%n",
                    arguments[0],
                    done.database().tables().size(),
                    done.objects().size());
            return 0;
        } catch (BackupException | IllegalArgumentException | SQLException | IOException e) {
            System.err.println(arguments[0] + " failed: " + e.getMessage());
            return 1;
        }
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new BackupException("the environment variable %s is missing".formatted(name));
        }
        return value;
    }
}
