package io.cancernet.backup;

import io.cancernet.backup.minio.Bucket;
import io.cancernet.backup.postgres.ServiceDatabase;
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
     * finds its file in it.
     */
    public void create(BackupFolder folder) throws IOException, SQLException {
        List<StoredObject> before = folder.isComplete() ? folder.objects() : List.of();
        folder.begin();
        folder.writeDatabase(database.dump(folder));
        folder.writeObjects(bucket.copyTo(folder, before));
    }

    /** Puts files first, then rows, into a migrated database without rows. */
    public void restore(BackupFolder folder) throws IOException, SQLException {
        DatabaseCopy rows = folder.database();
        bucket.restore(folder.objects(), folder);
        database.restore(rows, folder);
    }

    /** How what is there now differs from the backup, table by table and file by file; nothing when it does not. */
    public List<String> differences(BackupFolder folder) throws IOException, SQLException {
        List<String> differences = new ArrayList<>();
        addDifferences(differences, database.state(), folder.database());
        Map<String, String> hashes = bucket.hashes();
        for (StoredObject object : folder.objects()) {
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
                new Bucket(
                        required(environment, "CANCERNET_OBJECT_STORE_ENDPOINT"),
                        required(environment, "CANCERNET_OBJECT_STORE_ACCESS_KEY"),
                        required(environment, "CANCERNET_OBJECT_STORE_SECRET_KEY"),
                        environment.getOrDefault("CANCERNET_OBJECT_STORE_REGION", "us-east-1"),
                        environment.getOrDefault("CANCERNET_OBJECT_STORE_BUCKET", "cancernet")));
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
            System.out.printf(
                    "%s: %d tables, %d files%n",
                    arguments[0],
                    folder.database().tables().size(),
                    folder.objects().size());
            return 0;
        } catch (BackupException | SQLException | IOException e) {
            System.err.println(arguments[0] + " failed: " + e.getMessage());
            return 1;
        }
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new BackupException(name + " is not set: give it as the services have it");
        }
        return value;
    }
}
