package io.cancernet.embedded;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The real client of each server, writing words and reading back all that were written. */
final class StackProbe {

    static final String BUCKET = "probe";
    static final String TOPIC = "probe";

    private final EmbeddedStack stack;

    StackProbe(EmbeddedStack stack) {
        this.stack = stack;
    }

    /** Makes topic, table and bucket. */
    void prepare() throws Exception {
        try (Admin admin = Admin.create(kafkaSettings())) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
        }
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table probe (word text not null)");
        }
        if (!minio().bucketExists(BucketExistsArgs.builder().bucket(BUCKET).build())) {
            minio().makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build());
        }
    }

    void write(Server server, String word) throws Exception {
        switch (server) {
            case KAFKA -> produce(TOPIC, word);
            case POSTGRES -> insert(word);
            case S3 -> put("words/" + word, word.getBytes(StandardCharsets.UTF_8));
        }
    }

    List<String> read(Server server) throws Exception {
        return switch (server) {
            case KAFKA -> consume();
            case POSTGRES -> select();
            case S3 -> listed();
        };
    }

    void produce(String topic, String... words) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(kafkaSettings(), new StringSerializer(), new StringSerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (String word : words) {
                sent.add(producer.send(new ProducerRecord<>(topic, word)));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get(60, TimeUnit.SECONDS);
            }
        }
    }

    void put(String name, byte[] content) throws Exception {
        minio().putObject(PutObjectArgs.builder().bucket(BUCKET).object(name).stream(
                        new ByteArrayInputStream(content), content.length, -1)
                .build());
    }

    byte[] get(String name, long offset, long length) throws Exception {
        try (InputStream content = minio().getObject(GetObjectArgs.builder()
                .bucket(BUCKET)
                .object(name)
                .offset(offset)
                .length(length)
                .build())) {
            return content.readAllBytes();
        }
    }

    MinioClient minio() {
        return minio(stack.s3().secretKey());
    }

    MinioClient minio(String secretKey) {
        MinioClient client = MinioClient.builder()
                .endpoint(stack.s3().endpoint())
                .credentials(stack.s3().accessKey(), secretKey)
                .build();
        client.setTimeout(10_000, 60_000, 60_000);
        return client;
    }

    Connection connection() throws Exception {
        return connection(stack.postgres().password());
    }

    Connection connection(String password) throws Exception {
        return DriverManager.getConnection(
                stack.postgres().jdbcUrl(), stack.postgres().user(), password);
    }

    private List<String> consume() {
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        List<String> words = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(kafkaSettings(), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = Optional.ofNullable(consumer.endOffsets(List.of(partition), Duration.ofSeconds(60))
                            .get(partition))
                    .orElseThrow();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(each -> words.add(each.value()));
            }
        }
        return words;
    }

    private void insert(String word) throws Exception {
        try (Connection connection = connection();
                PreparedStatement statement = connection.prepareStatement("insert into probe values (?)")) {
            statement.setString(1, word);
            statement.executeUpdate();
        }
    }

    private List<String> select() throws Exception {
        List<String> words = new ArrayList<>();
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select word from probe order by word")) {
            while (rows.next()) {
                words.add(rows.getString(1));
            }
        }
        return words;
    }

    private List<String> listed() throws Exception {
        List<String> words = new ArrayList<>();
        for (var result : minio().listObjects(io.minio.ListObjectsArgs.builder()
                .bucket(BUCKET)
                .prefix("words/")
                .recursive(true)
                .build())) {
            String name = result.get().objectName();
            words.add(new String(get(name, 0, 100), StandardCharsets.UTF_8));
        }
        return words;
    }

    private Map<String, Object> kafkaSettings() {
        // Generous: a build machine may be busy with much else.
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", stack.kafka().bootstrapServers());
        settings.put("max.block.ms", "5000");
        settings.put("delivery.timeout.ms", "60000");
        settings.put("request.timeout.ms", "30000");
        settings.put("linger.ms", "0");
        settings.put("default.api.timeout.ms", "60000");
        return settings;
    }
}
