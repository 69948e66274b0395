package io.cancernet.local;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * An imaging pipeline as hospitals have them: it submits by event, in a trace of its own, and its folders, files and
 * cases bear the names of patients.
 */
final class Hospital {

    static final String SUBMISSION = "pipeline-0001";
    static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    static final String[] NAMES = {"Schmidt", "schmidt", "Hannelore", "19570312"};
    static final int PATCHES = 60;

    private static final int PATCH = 50;

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String PATIENT = "Schmidt_Hannelore_19570312";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String kafka;
    private final TopicRecords topics;
    private final Path folder;

    Hospital(String kafka, Path folder) {
        this.kafka = kafka;
        this.topics = new TopicRecords(kafka);
        this.folder = folder;
    }

    /** Submits patches of one patient for scoring, and two sources that cannot be ingested. */
    void submitSlides(Path sample) throws Exception {
        Path patient = Files.createDirectories(folder.resolve(PATIENT));
        Path benign = Files.createDirectories(patient.resolve("benign"));
        List<Path> patches;
        try (Stream<Path> files = Files.walk(sample)) {
            patches = files.filter(each -> each.toString().matches(".*_x\\d+_y\\d+_class0\\.png"))
                    .filter(Hospital::isWhole)
                    .sorted()
                    .limit(PATCHES)
                    .toList();
        }
        for (int i = 0; i < patches.size(); i++) {
            Files.copy(patches.get(i), benign.resolve("%s_%03d.png".formatted(PATIENT, i)));
        }
        Files.writeString(benign.resolve(PATIENT + "_broken.png"), "no image of " + PATIENT);
        Path damaged = Files.writeString(patient.resolve(PATIENT + ".svs"), "no slide of " + PATIENT);

        submit(SUBMISSION, patient, "class-folders");
        submit("pipeline-0002", damaged, "auto");
        submit("pipeline-0003", patient.resolve("gone_" + PATIENT + ".svs"), "auto");
    }

    /** The border patches of a sample are narrower, and two files in it are no images. */
    private static boolean isWhole(Path patch) {
        try {
            BufferedImage image = ImageIO.read(patch.toFile());
            return image != null && image.getWidth() == PATCH;
        } catch (IOException e) {
            return false;
        }
    }

    private void submit(String submission, Path source, String layout) throws Exception {
        Map<String, Object> event = new TreeMap<>();
        event.put("submissionId", submission);
        event.put("uri", source.toUri());
        event.put("caseReference", PATIENT);
        event.put("purpose", "scoring");
        event.put("layout", layout);
        event.put("mpp", 4);
        send("cancernet.slides.submitted.v1", "io.cancernet.slides.submitted.v1", MAPPER.writeValueAsString(event));
    }

    /** A submission that is no event, and a patch that is no image. */
    void sendUnusableRecords() throws Exception {
        send(
                "cancernet.slides.submitted.v1",
                "io.cancernet.slides.submitted.v1",
                "{\"submissionId\": \"pipeline-0004\", \"uri\": \"file:/x\", \"mpp\": \"" + PATIENT + "\"}");
        send(
                "cancernet.patches.queued.v1",
                "io.cancernet.patches.queued.v1",
                "{\"patchId\": \"%032x\", \"inlineImage\": \"AAAA\"}".formatted(1));
    }

    private void send(String topic, String type, String data) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new StringSerializer(), new StringSerializer())) {
            ProducerRecord<String, String> event = new ProducerRecord<>(topic, "pipeline", data);
            event.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
            event.headers()
                    .add("traceparent", ("00-" + TRACE + "-b7ad6b7169203331-01").getBytes(StandardCharsets.UTF_8));
            producer.send(event).get();
        }
    }

    /** Waits until the submitted patches are scored, and returns what is told of them. */
    JsonNode awaitScored() {
        return await().atMost(PATIENCE)
                .until(
                        () -> topics.events("cancernet.slides.scored.v1").stream()
                                .filter(each -> each.traceId().equals(TRACE))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .data();
    }

    /** Waits until the patch that is no image is in the dead letters. */
    void awaitDeadLetter() {
        await().atMost(PATIENCE).until(() -> topics.events("cancernet.patches.queued.v1.failed").stream()
                .anyMatch(each -> each.traceId().equals(TRACE)));
    }

    void awaitRejections(int count) {
        await().atMost(PATIENCE)
                .until(() -> topics.events("cancernet.slides.rejected.v1").stream()
                                .filter(each ->
                                        each.data().path("ingestId").asText().startsWith("pipeline-"))
                                .count()
                        == count);
    }

    /** The traces of all events of a topic that are about the slide. */
    List<String> tracesOf(String topic) {
        String slide = slideId();
        return topics.events(topic).stream()
                .filter(each -> each.data().path("slideId").asText().equals(slide))
                .map(TopicRecords.Event::traceId)
                .toList();
    }

    String slideId() {
        return awaitScored().path("slideId").asText();
    }

    String requestId() {
        return awaitScored().path("requestId").asText();
    }
}
