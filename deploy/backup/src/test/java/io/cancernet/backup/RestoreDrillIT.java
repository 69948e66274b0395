package io.cancernet.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.backup.postgres.SampleRows;
import io.cancernet.embedded.SharedStack;
import io.minio.BucketExistsArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The restore drill: a real Postgres with all three schemas and a real object store are filled, dumped, destroyed, migrated
 * anew and restored, and every hash is compared. inference-service's schema is migrated by the packaged service, as the
 * roll-out does it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestoreDrillIT {

    private static final Path HOME = Path.of(System.getProperty("cancernet.home", "../.."));
    private static final String SERVICE = "inference-service";
    private static final List<String> OTHER_SCHEMAS = List.of("dataset", "training");
    private static final int FILES = 12;
    private static final int EVENTS = 500;
    private static final int TOKEN = 4_711;

    @TempDir
    static Path folder;

    private final Map<String, String> settings = new HashMap<>();
    private MinioClient store;

    @BeforeAll
    void startServers() {
        SharedStack.configuration()
                .forEach((name, value) ->
                        settings.put(name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value));
        store = MinioClient.builder()
                .endpoint(setting("CANCERNET_OBJECT_STORE_ENDPOINT"))
                .credentials(setting("CANCERNET_OBJECT_STORE_ACCESS_KEY"), setting("CANCERNET_OBJECT_STORE_SECRET_KEY"))
                .build();
    }

    @Test
    @Order(1)
    void migration_alone_needs_neither_kafka_nor_object_store_and_ends() throws Exception {
        assertThat(migrate()).isZero();

        assertThat(number("select count(*) from inference.flyway_schema_history where success"))
                .isGreaterThan(5);
    }

    @Test
    @Order(2)
    void release_before_starts_on_a_newer_schema() throws Exception {
        // As a release to come leaves it: a migration that this one does not know, and a column that it does not name.
        execute("insert into inference.flyway_schema_history"
                + " select installed_rank + 100, '9999', 'of a release to come', type, 'V9999__later.sql', checksum,"
                + " installed_by, installed_on, execution_time, true from inference.flyway_schema_history"
                + " where version is not null limit 1");

        assertThat(migrate()).isZero();

        execute("delete from inference.flyway_schema_history where version = '9999'");
    }

    @Test
    @Order(3)
    void everything_comes_back_with_its_hashes() throws Exception {
        migrateOthers();
        fill();
        assertThat(run("create")).isZero();
        assertThat(run("verify")).isZero();
        DatabaseCopy kept = new BackupFolder(folder).database();
        assertThat(kept.versions()).containsOnlyKeys("dataset", "training", "inference");
        assertThat(kept.tables())
                .extracting(TableCopy::name)
                .contains(
                        "dataset.extraction", "dataset.audit", "training.run", "training.promotion", "inference.score");
        assertThat(kept.tables())
                .allSatisfy(table -> assertThat(table.rows()).as(table.name()).isGreaterThanOrEqualTo(SampleRows.ROWS));
        assertThat(kept.tables()).anySatisfy(table -> {
            assertThat(table.name()).isEqualTo("inference.outbox");
            assertThat(table.rows()).isEqualTo(EVENTS + SampleRows.ROWS);
            assertThat(table.sequences()).containsEntry("id", (long) EVENTS + SampleRows.ROWS);
        });

        destroy();
        assertThat(run("verify")).as("what is destroyed is noticed").isEqualTo(1);
        assertThat(run("restore")).as("there is no schema to restore into").isEqualTo(1);

        assertThat(migrate()).isZero();
        migrateOthers();
        assertThat(run("restore")).isZero();
        assertThat(run("verify")).isZero();
        assertThat(number("select nextval('inference.job_token')"))
                .as("a token that a worker of the lost system held is not used again")
                .isEqualTo(TOKEN + 1);
        execute("insert into inference.outbox (topic, event_key, event_id, event_type) values ('t', 'k', 'after',"
                + " 'e')");
        assertThat(number("select id from inference.outbox where event_id = 'after'"))
                .as("identities go on where they were")
                .isEqualTo(EVENTS + SampleRows.ROWS + 1);
    }

    @Test
    @Order(4)
    void restore_into_a_database_with_rows_is_refused_and_changes_nothing() throws Exception {
        long before = number("select count(*) from inference.outbox");

        assertThat(run("restore")).isEqualTo(1);

        assertThat(number("select count(*) from inference.outbox")).isEqualTo(before);
    }

    @Test
    @Order(5)
    void changed_row_and_changed_file_are_noticed() throws Exception {
        execute("update inference.outbox set payload = 'other' where id = 7");
        put(3, "other bytes".getBytes(StandardCharsets.UTF_8));

        List<String> differences = Backup.of(settings).differences(new BackupFolder(folder));

        assertThat(differences).anySatisfy(it -> assertThat(it).contains("inference.outbox"));
        assertThat(differences).anySatisfy(it -> assertThat(it).contains("patches/x/shard-00003.tar"));
    }

    @Test
    @Order(6)
    void second_backup_into_the_folder_reads_only_what_changed() throws Exception {
        try (var files = Files.walk(folder.resolve("objects"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.fromMillis(0));
            }
        }

        assertThat(run("create")).isZero();
        assertThat(run("verify")).isZero();
        try (var files = Files.walk(folder.resolve("objects"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> file.toFile().lastModified() > 0))
                    .hasSize(1);
        }
    }

    @Test
    @Order(7)
    void order_of_texts_and_time_zone_change_no_hash() throws Exception {
        execute("alter table inference.job alter column kind type text collate \"en-x-icu\"");
        TimeZone here = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));

            assertThat(run("verify")).isZero();
        } finally {
            TimeZone.setDefault(here);
        }
    }

    @Test
    @Order(8)
    void missing_setting_is_named() {
        Map<String, String> without = new HashMap<>(settings);
        without.remove("CANCERNET_OBJECT_STORE_SECRET_KEY");

        assertThat(Backup.run(new String[] {"verify", folder.toString()}, without))
                .isEqualTo(1);
        assertThat(Backup.run(new String[] {"dump", folder.toString()}, settings))
                .isEqualTo(2);
    }

    /** Runs the packaged service so that it migrates and ends, and returns its exit code. */
    private int migrate() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        HOME.resolve(SERVICE)
                                .resolve("target/quarkus-app/quarkus-run.jar")
                                .toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("migration.log").toFile()));
        builder.environment().putAll(settings);
        builder.environment().put("QUARKUS_INIT_AND_EXIT", "true");
        // Nobody listens there.
        builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
        builder.environment().put("CANCERNET_OBJECT_STORE_ENDPOINT", "http://127.0.0.1:1");
        Process process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ends by itself").isTrue();
        return process.exitValue();
    }

    private void migrateOthers() {
        OTHER_SCHEMAS.forEach(schema -> Migrations.migrate(
                HOME,
                setting("QUARKUS_DATASOURCE_JDBC_URL"),
                setting("QUARKUS_DATASOURCE_USERNAME"),
                setting("QUARKUS_DATASOURCE_PASSWORD"),
                schema));
    }

    private int run(String command) {
        return Backup.run(new String[] {command, folder.toString()}, settings);
    }

    private void fill() throws Exception {
        try (Connection connection = connection()) {
            SampleRows.fill(connection);
        }
        execute("select setval('inference.job_token', " + TOKEN + ")");
        execute("insert into inference.outbox (topic, event_key, event_id, event_type, payload)"
                + " select 'topic', 'key', 'id ' || i, E'type\\twith\\ttabs\\nand lines', decode(md5(i::text), 'hex')"
                + " from generate_series(1, " + EVENTS + ") i");
        execute("insert into inference.job (kind, id, priority, put_off_for) select 'kind', 'job ' || i, i % 3, case"
                + " when i % 2 = 0 then '\\N' end from generate_series(1, 50) i");
        Random random = new Random(7);
        for (int file = 0; file < FILES; file++) {
            byte[] bytes = new byte[20_000 + file];
            random.nextBytes(bytes);
            put(file, bytes);
        }
    }

    private void destroy() throws Exception {
        execute("drop schema inference, dataset, training cascade");
        List<String> keys = new ArrayList<>();
        for (var item : store.listObjects(
                ListObjectsArgs.builder().bucket(bucket()).recursive(true).build())) {
            keys.add(item.get().objectName());
        }
        for (String key : keys) {
            store.removeObject(
                    RemoveObjectArgs.builder().bucket(bucket()).object(key).build());
        }
    }

    private void put(int file, byte[] bytes) throws Exception {
        if (!store.bucketExists(BucketExistsArgs.builder().bucket(bucket()).build())) {
            store.makeBucket(MakeBucketArgs.builder().bucket(bucket()).build());
        }
        store.putObject(
                PutObjectArgs.builder().bucket(bucket()).object("patches/x/shard-%05d.tar".formatted(file)).stream(
                                new ByteArrayInputStream(bytes), bytes.length, -1)
                        .build());
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws Exception {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private Connection connection() throws Exception {
        return DriverManager.getConnection(
                setting("QUARKUS_DATASOURCE_JDBC_URL"),
                setting("QUARKUS_DATASOURCE_USERNAME"),
                setting("QUARKUS_DATASOURCE_PASSWORD"));
    }

    private String bucket() {
        return setting("CANCERNET_OBJECT_STORE_BUCKET");
    }

    private String setting(String name) {
        String value = settings.get(name);
        if (value == null) {
            throw new AssertionError(name);
        }
        return value;
    }
}
