package io.cancernet.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.backup.minio.Bucket;
import io.cancernet.backup.postgres.SampleRows;
import io.cancernet.backup.postgres.ServiceDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * anew and restored, and every hash is compared. inference-service's schema is first migrated by the packaged service, as
 * the roll-out does it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestoreDrillIT {

    private static final Path HOME = Path.of(System.getProperty("cancernet.home", "../.."));
    private static final byte[] OTHER = "other bytes".getBytes(StandardCharsets.UTF_8);

    @TempDir
    static Path folder;

    @TempDir
    static Path elsewhere;

    private Installation installation;

    @BeforeAll
    void startServers() {
        installation = Installation.ofSharedStack();
    }

    @Test
    @Order(1)
    void migration_alone_needs_neither_kafka_nor_object_store_and_ends() throws Exception {
        assertThat(migrate()).isZero();

        assertThat(installation.number("select count(*) from inference.flyway_schema_history where success"))
                .isGreaterThan(5);
    }

    @Test
    @Order(2)
    void release_before_starts_on_a_newer_schema() throws Exception {
        // As a release to come leaves it: a migration that this one does not know, and a column that it does not name.
        installation.execute("insert into inference.flyway_schema_history"
                + " select installed_rank + 100, '9999', 'of a release to come', type, 'V9999__later.sql', checksum,"
                + " installed_by, installed_on, execution_time, true from inference.flyway_schema_history"
                + " where version is not null limit 1");

        assertThat(migrate()).isZero();

        installation.execute("delete from inference.flyway_schema_history where version = '9999'");
    }

    @Test
    @Order(3)
    void backup_has_every_table_and_file() throws Exception {
        installation.migrate(HOME);
        installation.fill();

        assertThat(run("create")).isZero();
        assertThat(run("verify")).isZero();

        BackupContents kept = new BackupFolder(folder).contents();
        assertThat(kept.objects()).hasSize(Installation.FILES);
        assertThat(kept.database().versions()).containsOnlyKeys("dataset", "training", "inference");
        assertThat(kept.database().tables())
                .extracting(TableCopy::name)
                .contains(
                        "dataset.extraction", "dataset.audit", "training.run", "training.promotion", "inference.score");
        assertThat(kept.database().tables())
                .allSatisfy(table -> assertThat(table.rows()).as(table.name()).isGreaterThanOrEqualTo(SampleRows.ROWS));
        assertThat(kept.database().tables()).anySatisfy(table -> {
            long rows = Installation.EVENTS + SampleRows.ROWS;
            assertThat(table.name()).isEqualTo("inference.outbox");
            assertThat(table.rows()).isEqualTo(rows);
            assertThat(table.sequences()).containsEntry("id", rows);
        });
    }

    @Test
    @Order(4)
    void file_that_is_deleted_while_files_are_read_is_left_out() throws Exception {
        String deleted = Installation.key(Installation.FILES - 1);
        BackupFolder other = new BackupFolder(elsewhere.resolve("other"));

        backupThrough(key -> {
                    if (key.equals(Installation.key(0))) {
                        remove(deleted);
                    }
                })
                .create(other);

        assertThat(other.contents().objects())
                .hasSize(Installation.FILES - 1)
                .extracting(StoredObject::key)
                .doesNotContain(deleted);
    }

    @Test
    @Order(5)
    void backup_that_fails_leaves_the_earlier_one() throws Exception {
        BackupContents before = new BackupFolder(folder).contents();
        installation.execute("update inference.outbox set payload = 'later'");
        installation.put(2, OTHER);
        installation.put(3, OTHER);

        assertThatIOException()
                .isThrownBy(() -> backupThrough(key -> {
                            if (key.equals(Installation.key(3))) {
                                throw new IOException("connection reset");
                            }
                        })
                        .create(new BackupFolder(folder)))
                .withMessage("connection reset");

        // That it can be restored is what comes next.
        assertThat(new BackupFolder(folder).contents()).isEqualTo(before);
    }

    @Test
    @Order(6)
    void restore_where_it_cannot_be_done_leaves_the_bucket_alone() throws Exception {
        installation.destroy();
        assertThat(run("verify")).as("what is destroyed is noticed").isEqualTo(1);
        assertThat(run("restore")).as("there is no schema to restore into").isEqualTo(1);
        assertThat(installation.keys()).isEmpty();

        installation.migrate(HOME);
        installation.put(3, OTHER);
        assertThat(run("restore")).as("a file is there with other bytes").isEqualTo(1);
        assertThat(installation.keys()).containsExactly(Installation.key(3));
        assertThat(installation.get(3)).isEqualTo(OTHER);
        assertThat(installation.number("select count(*) from inference.outbox")).isZero();
    }

    @Test
    @Order(7)
    void everything_comes_back_with_its_hashes() throws Exception {
        // As a restore that was broken off leaves it.
        installation.put(3, Installation.bytes(3));

        assertThat(run("restore")).isZero();
        assertThat(run("verify")).isZero();

        assertThat(installation.number("select nextval('inference.job_token')"))
                .as("a token that a worker of the lost system held is not used again")
                .isEqualTo(Installation.TOKEN + 1);
        installation.execute("insert into inference.outbox (topic, event_key, event_id, event_type) values ('t', 'k',"
                + " 'after', 'e')");
        assertThat(installation.number("select id from inference.outbox where event_id = 'after'"))
                .as("identities go on where they were")
                .isEqualTo(Installation.EVENTS + SampleRows.ROWS + 1);
    }

    @Test
    @Order(8)
    void restore_into_a_database_with_rows_is_refused_and_changes_nothing() throws Exception {
        long before = installation.number("select count(*) from inference.outbox");
        installation.remove(Installation.key(5));

        assertThat(run("restore")).isEqualTo(1);

        assertThat(installation.number("select count(*) from inference.outbox")).isEqualTo(before);
        assertThat(installation.keys()).hasSize(Installation.FILES - 1).doesNotContain(Installation.key(5));
    }

    @Test
    @Order(9)
    void changed_row_and_changed_or_missing_file_are_noticed() throws Exception {
        installation.execute("update inference.outbox set payload = 'other' where id = 7");
        installation.put(3, OTHER);

        List<String> differences = Backup.of(installation.settings()).differences(new BackupFolder(folder));

        assertThat(differences).anySatisfy(it -> assertThat(it).contains("inference.outbox"));
        assertThat(differences).anySatisfy(it -> assertThat(it).contains(Installation.key(3)));
        assertThat(differences).anySatisfy(it -> assertThat(it).contains(Installation.key(5), "missing"));
    }

    @Test
    @Order(10)
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
        try (var files = Files.walk(folder.resolve("rows"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .as("rows of the backup before are gone")
                    .hasSameSizeAs(
                            new BackupFolder(folder).contents().database().tables());
        }
    }

    @Test
    @Order(11)
    void order_of_texts_and_time_zone_change_no_hash() throws Exception {
        installation.execute("alter table inference.job alter column kind type text collate \"en-x-icu\"");
        TimeZone here = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));

            assertThat(run("verify")).isZero();
        } finally {
            TimeZone.setDefault(here);
        }
    }

    @Test
    @Order(12)
    void drill_restores_into_a_second_installation_and_compares() throws Exception {
        Installation second = installation.second("drill");
        second.migrate(HOME);

        assertThat(drill(Map.of(
                        "CANCERNET_DRILL_JDBC_URL", second.jdbcUrl(),
                        "CANCERNET_DRILL_BUCKET", second.bucket())))
                .isZero();

        assertThat(second.number("select count(*) from inference.outbox"))
                .isEqualTo(installation.number("select count(*) from inference.outbox"))
                .isPositive();
        assertThat(second.keys()).isEqualTo(installation.keys()).isNotEmpty();
        assertThat(drill(Map.of(
                        "CANCERNET_DRILL_JDBC_URL", second.jdbcUrl(),
                        "CANCERNET_DRILL_BUCKET", installation.bucket())))
                .as("the installation's own bucket is none to restore into")
                .isEqualTo(2);
    }

    @Test
    @Order(13)
    void setting_that_is_missing_or_wrong_is_named() throws Exception {
        Map<String, String> without = new HashMap<>(installation.settings());
        without.remove("CANCERNET_OBJECT_STORE_SECRET_KEY");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backup.of(without))
                .withMessageContaining("CANCERNET_OBJECT_STORE_SECRET_KEY");
        assertThat(Backup.run(new String[] {"verify", folder.toString()}, without))
                .isEqualTo(1);

        Map<String, String> noCertificates = new HashMap<>(installation.settings());
        Path empty = Files.createFile(elsewhere.resolve("empty.pem"));
        noCertificates.put("CANCERNET_OBJECT_STORE_CA_CERTIFICATES", empty.toString());
        assertThatThrownBy(() -> Backup.of(noCertificates)).hasMessageContaining(empty.toString());

        assertThat(Backup.run(new String[] {"dump", folder.toString()}, installation.settings()))
                .isEqualTo(2);
    }

    /** Runs the packaged service so that it migrates and ends, and returns its exit code. */
    private int migrate() throws Exception {
        return ended(
                Map.of(
                        "QUARKUS_INIT_AND_EXIT", "true",
                        // Nobody listens there.
                        "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
                        "CANCERNET_OBJECT_STORE_ENDPOINT", "http://127.0.0.1:1"),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                HOME.resolve("inference-service/target/quarkus-app/quarkus-run.jar")
                        .toString());
    }

    private int drill(Map<String, String> second) throws Exception {
        Map<String, String> settings = new HashMap<>(second);
        settings.put("JAVA_HOME", System.getProperty("java.home"));
        return ended(settings, HOME.resolve("deploy/backup/drill").toString(), folder.toString());
    }

    private int ended(Map<String, String> environment, String... command) throws Exception {
        Path log = elsewhere.resolve("commands.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
        builder.environment().putAll(installation.settings());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ends by itself").isTrue();
        System.out.println(Files.readString(log));
        return process.exitValue();
    }

    private int run(String command) {
        return Backup.run(new String[] {command, folder.toString()}, installation.settings());
    }

    private void remove(String key) {
        try {
            installation.remove(key);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Backup backupThrough(WatchedReads.Event beforeRead) {
        return new Backup(
                new ServiceDatabase(installation.jdbcUrl(), installation.user(), installation.password()),
                new Bucket(new WatchedReads(installation.store(), beforeRead), installation.bucket()));
    }
}
