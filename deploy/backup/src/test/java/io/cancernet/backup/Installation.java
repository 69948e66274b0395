package io.cancernet.backup;

import io.cancernet.backup.postgres.SampleRows;
import io.cancernet.embedded.SharedStack;
import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/**
 * A database and a bucket of the embedded servers.
 *
 * @param settings that name them, as the environment variables of a service
 */
record Installation(Map<String, String> settings, MinioClient store) {

    /** Files that {@link #fill} puts. */
    static final int FILES = 12;

    /** Rows that {@link #fill} adds to an outbox, besides the sample rows. */
    static final int EVENTS = 500;

    /** What a sequence of no column has reached after {@link #fill}. */
    static final int TOKEN = 4_711;

    private static final List<String> SCHEMAS = List.of("dataset", "training", "inference");

    Installation {
        settings = Map.copyOf(settings);
    }

    static Installation ofSharedStack() {
        Map<String, String> settings = new HashMap<>();
        SharedStack.configuration()
                .forEach((name, value) ->
                        settings.put(name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value));
        MinioClient store = MinioClient.builder()
                .endpoint(settings.getOrDefault("CANCERNET_OBJECT_STORE_ENDPOINT", ""))
                .credentials(
                        settings.getOrDefault("CANCERNET_OBJECT_STORE_ACCESS_KEY", ""),
                        settings.getOrDefault("CANCERNET_OBJECT_STORE_SECRET_KEY", ""))
                .build();
        return new Installation(settings, store);
    }

    /** An empty one on the same servers, without a bucket. */
    Installation second(String name) throws Exception {
        // The embedded server's superuser, who needs no password: the services' user may not make databases.
        try (Connection connection = DriverManager.getConnection(jdbcUrl(), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("create database %s owner %s".formatted(name, user()));
        }
        Map<String, String> other = new HashMap<>(settings);
        other.put("QUARKUS_DATASOURCE_JDBC_URL", jdbcUrl().replaceFirst("/[^/?]+(\\?|$)", "/" + name + "$1"));
        other.put("CANCERNET_OBJECT_STORE_BUCKET", name);
        return new Installation(other, store);
    }

    /** As the services do when they start. */
    void migrate(Path home) {
        SCHEMAS.forEach(schema -> Migrations.migrate(home, jdbcUrl(), user(), password(), schema));
    }

    void fill() throws Exception {
        try (Connection connection = connection()) {
            SampleRows.fill(connection);
        }
        execute("select setval('inference.job_token', " + TOKEN + ")");
        execute("insert into inference.outbox (topic, event_key, event_id, event_type, payload)"
                + " select 'topic', 'key', 'id ' || i, E'type\\twith\\ttabs\\nand lines', decode(md5(i::text), 'hex')"
                + " from generate_series(1, " + EVENTS + ") i");
        execute("insert into inference.job (kind, id, priority, put_off_for) select 'kind', 'job ' || i, i % 3, case"
                + " when i % 2 = 0 then '\\N' end from generate_series(1, 50) i");
        for (int file = 0; file < FILES; file++) {
            put(file, bytes(file));
        }
    }

    void destroy() throws Exception {
        execute("drop schema " + String.join(", ", SCHEMAS) + " cascade");
        for (String key : keys()) {
            remove(key);
        }
    }

    static String key(int file) {
        return "patches/x/shard-%05d.tar".formatted(file);
    }

    static byte[] bytes(int file) {
        byte[] bytes = new byte[20_000 + file];
        new Random(file).nextBytes(bytes);
        return bytes;
    }

    void put(int file, byte[] bytes) throws Exception {
        if (!store.bucketExists(BucketExistsArgs.builder().bucket(bucket()).build())) {
            store.makeBucket(MakeBucketArgs.builder().bucket(bucket()).build());
        }
        store.putObject(PutObjectArgs.builder().bucket(bucket()).object(key(file)).stream(
                        new ByteArrayInputStream(bytes), bytes.length, -1)
                .build());
    }

    byte[] get(int file) throws Exception {
        try (var in = store.getObject(
                GetObjectArgs.builder().bucket(bucket()).object(key(file)).build())) {
            return in.readAllBytes();
        }
    }

    void remove(String key) throws Exception {
        store.removeObject(
                RemoveObjectArgs.builder().bucket(bucket()).object(key).build());
    }

    TreeSet<String> keys() throws Exception {
        TreeSet<String> keys = new TreeSet<>();
        for (var item : store.listObjects(
                ListObjectsArgs.builder().bucket(bucket()).recursive(true).build())) {
            keys.add(item.get().objectName());
        }
        return keys;
    }

    void execute(String sql) throws Exception {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String sql) throws Exception {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    String bucket() {
        return setting("CANCERNET_OBJECT_STORE_BUCKET");
    }

    String jdbcUrl() {
        return setting("QUARKUS_DATASOURCE_JDBC_URL");
    }

    String user() {
        return setting("QUARKUS_DATASOURCE_USERNAME");
    }

    String password() {
        return setting("QUARKUS_DATASOURCE_PASSWORD");
    }

    private Connection connection() throws Exception {
        return DriverManager.getConnection(jdbcUrl(), user(), password());
    }

    private String setting(String name) {
        String value = settings.get(name);
        if (value == null) {
            throw new AssertionError(name);
        }
        return value;
    }
}
