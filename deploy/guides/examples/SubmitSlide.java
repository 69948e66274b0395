import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Submits a slide for scoring and waits for its result. Needs Kafka's client alone; a real pipeline would read JSON with a
 * library.
 *
 * <p>{@code SubmitSlide BOOTSTRAP URI}
 */
public final class SubmitSlide {

    private static final String SUBMITTED = "cancernet.slides.submitted.v1";
    private static final String INGESTED = "cancernet.slides.ingested.v1";
    private static final String REJECTED = "cancernet.slides.rejected.v1";
    private static final String SCORED = "cancernet.slides.scored.v1";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private SubmitSlide() {}

    public static void main(String[] arguments) throws Exception {
        String bootstrap = arguments[0];
        String uri = arguments[1];
        // Yours: the same id again changes nothing. It must not identify a patient.
        String submission = "example-" + UUID.randomUUID();
        try (KafkaConsumer<String, String> answers = consumer(bootstrap)) {
            submit(bootstrap, submission, uri);
            System.exit(await(answers, submission) ? 0 : 1);
        }
    }

    private static void submit(String bootstrap, String submission, String uri) throws Exception {
        String data = "{\"submissionId\": \"%s\", \"uri\": \"%s\", \"purpose\": \"scoring\", \"priority\": 1}"
                .formatted(submission, uri);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            ProducerRecord<String, String> event = new ProducerRecord<>(SUBMITTED, submission, data);
            Map.of(
                            "ce_specversion", "1.0",
                            "ce_id", submission,
                            "ce_source", "/example-pipeline",
                            "ce_type", "io.cancernet.slides.submitted.v1",
                            "content-type", "application/json")
                    .forEach((name, value) -> event.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            producer.send(event).get();
        }
        System.out.println("submitted as " + submission);
    }

    /** Returns whether the slide was scored. */
    private static boolean await(KafkaConsumer<String, String> answers, String submission) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String slide = null;
        // The result may lie in another partition, and come before the announcement is read.
        Map<String, String> results = new HashMap<>();
        while (System.nanoTime() < deadline) {
            for (ConsumerRecord<String, String> each : answers.poll(Duration.ofMillis(500))) {
                boolean ours = submission.equals(field(each.value(), "ingestId"));
                if (ours && each.topic().equals(REJECTED)) {
                    System.out.println("rejected: " + each.value());
                    return false;
                } else if (ours && each.topic().equals(INGESTED)) {
                    slide = field(each.value(), "slideId");
                    System.out.println("ingested as slide " + slide);
                } else if (each.topic().equals(SCORED)) {
                    results.put(field(each.value(), "slideId"), each.value());
                }
            }
            if (slide != null && results.containsKey(slide)) {
                System.out.println("scored: " + results.get(slide));
                return true;
            }
        }
        System.out.println("nothing was heard of it in time");
        return false;
    }

    /** Reads what is told from now on. */
    private static KafkaConsumer<String, String> consumer(String bootstrap) {
        KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new StringDeserializer());
        List<TopicPartition> partitions = Stream.of(INGESTED, REJECTED, SCORED)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Seeking is done when a position is asked for.
        partitions.forEach(consumer::position);
        return consumer;
    }

    private static String field(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        return found.find() ? found.group(1) : "";
    }
}
