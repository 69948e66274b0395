package io.cancernet.dataset.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cancernet.common.event.Topic;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.JsonLines;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.Split;
import io.cancernet.common.testing.TopicReader;
import io.cancernet.dataset.ingest.IngestConfig;
import io.cancernet.dataset.testing.DatasetStack;
import io.cancernet.dataset.testing.Pngs;
import io.cancernet.dataset.testing.ServiceClient;
import io.cancernet.dataset.testing.Tree;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatasetStack.class)
class DatasetIT {

    @Inject
    ObjectStore store;

    @Inject
    IngestConfig config;

    @Inject
    EntityManager database;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final ServiceClient service = new ServiceClient();
    private Path sources;

    @BeforeEach
    void findSources() {
        sources = config.allowedRoots().orElseThrow().get(0);
    }

    @Test
    void slides_are_frozen_into_a_manifest_split_by_case() throws IOException {
        String ingest = ingest("frozen", cases("frozen", 5, 2, 3));

        ObjectNode dataset = freeze("frozen", ingest, 201);

        assertThat(dataset.path("dataset").asText()).isEqualTo("frozen/1");
        assertThat(dataset.path("leaky").asBoolean()).isFalse();
        byte[] manifest = store.get(dataset.path("manifest").path("key").asText());
        assertThat(Sha256.of(manifest).value())
                .isEqualTo(dataset.path("manifest").path("sha256").asText());
        List<ManifestLine> lines = JsonLines.read(manifest, ManifestLine.class);
        assertThat(lines).hasSize(25);
        Map<CaseId, Split> splits = new HashMap<>();
        for (ManifestLine line : lines) {
            Split earlier = splits.putIfAbsent(line.caseId(), line.split());
            assertThat(earlier).isIn(null, line.split());
            byte[] image = store.getRange(
                    line.image().shard(), line.image().offset(), line.image().length());
            assertThat(Sha256.of(image)).isEqualTo(line.image().sha256());
        }
        assertThat(splits).hasSize(5).containsValues(Split.values());
        assertThat(service.get("datasets/frozen/1", 200)).isEqualTo(dataset);
        assertEvent(dataset);
    }

    @Test
    void same_content_again_is_the_same_version_and_other_content_the_next() {
        String ingest = ingest("versions", cases("versions", 4, 2, 3));
        ObjectNode first = freeze("versions", ingest, 201);

        assertThat(freeze("versions", ingest, 200)).isEqualTo(first);
        String more = ingest("versions-more", cases("versions-more", 4, 2, 3));
        assertThat(freeze("versions", more, 201).path("version").asInt()).isEqualTo(2);
        ObjectNode latest = service.get("datasets?limit=1000", 200);
        assertThat(latest.path("items"))
                .extracting(each -> each.path("dataset").asText())
                .contains("versions/1", "versions/2");
    }

    @Test
    void one_class_is_refused_by_its_name() {
        String ingest = ingest("one-class", cases("one-class", 4, 0, 3));

        ObjectNode problem = freeze("one-class", ingest, 422);

        assertThat(problem.path("code").asText()).isEqualTo("dataset-one-class");
        assertThat(problem.path("detail").asText()).contains("positive (class 1)");
        assertNothingFrozen("one-class");
    }

    @Test
    void too_few_cases_are_refused_with_the_number_needed() {
        String ingest = ingest("few", cases("few", 2, 2, 2));

        ObjectNode problem = freeze("few", ingest, 422);

        assertThat(problem.path("code").asText()).isEqualTo("dataset-too-few-cases");
        assertThat(problem.path("detail").asText()).contains("at least 3").contains("there are 2");
        assertNothingFrozen("few");
    }

    @Test
    void what_is_not_there_or_malformed_is_refused() {
        assertThat(freeze("unknown", "none", 404).path("code").asText()).isEqualTo("not-found");
        assertThat(service.post("datasets", 400, "{\"name\":\"Not A Name\"}")
                        .path("detail")
                        .asText())
                .contains("lower-case");
        assertThat(service.post(
                                "datasets",
                                400,
                                "{\"name\":\"x\",\"split\":{\"train\":0.9,\"validation\":0.2,\"test\":0.2}}")
                        .path("detail")
                        .asText())
                .contains("sum to 1");
        assertThat(service.get("datasets/none/1", 404).path("code").asText()).isEqualTo("not-found");
        assertNothingFrozen("unknown");
    }

    @Test
    void folds_are_frozen_under_names_of_their_own() {
        String ingest = ingest("folds", cases("folds", 5, 2, 3));

        ObjectNode folds = freeze("folds", ingest, "{\"strategy\":\"k-fold\",\"folds\":3}", 201);

        assertThat(folds.path("items"))
                .extracting(each -> each.path("dataset").asText())
                .containsExactly("folds-fold1of3/1", "folds-fold2of3/1", "folds-fold3of3/1");
        JsonNode second = folds.path("items").get(1);
        assertThat(second.path("strategy").asText()).isEqualTo("k-fold");
        assertThat(second.path("fold").path("number").asInt()).isEqualTo(2);
        assertThat(second.path("fold").path("of").asInt()).isEqualTo(3);
        assertThat(service.get("datasets/folds-fold2of3/1", 200)).isEqualTo(second);
        assertThat(freeze("folds", ingest, "{\"strategy\":\"k-fold\",\"folds\":3}", 200))
                .isEqualTo(folds);
        assertEvent((ObjectNode) second);
    }

    @Test
    void random_split_is_leaky_wherever_it_shows() throws IOException {
        String ingest = ingest("random", cases("random", 4, 10, 10));

        ObjectNode dataset = freeze("random", ingest, "{\"strategy\":\"patch-random\"}", 201);

        assertThat(dataset.path("leaky").asBoolean()).isTrue();
        assertThat(dataset.path("fractions").path("validation").asDouble()).isEqualTo(0.08);
        byte[] manifest = store.get(dataset.path("manifest").path("key").asText());
        assertThat(JsonLines.read(manifest, ManifestLine.class)).hasSize(80);
        assertThat(assertEvent(dataset).path("leaky").asBoolean()).isTrue();
        ObjectNode found = service.get("datasets?limit=1000&strategy=patch-random&leaky=true&name=random", 200);
        assertThat(found.path("items")).containsExactly(dataset);
        assertThat(service.get("datasets?leaky=false&name=random", 200).path("items"))
                .isEmpty();
        assertThat(service.get("datasets?strategy=other", 400).path("detail").asText())
                .contains("by-case");
    }

    @Test
    void split_of_the_source_is_kept() {
        Tree tree = new Tree();
        String[] folders = {"train", "train", "test"};
        for (int i = 0; i < folders.length; i++) {
            for (int label = 0; label < 2; label++) {
                String file = "%s/%d/own-%d_idx5_x%d_y1_class%d.png".formatted(folders[i], label, i, 1 + label, label);
                tree.file(file, Pngs.patch(100 + 2 * i + label));
            }
        }
        String ingest = ingest("own", tree);

        assertThat(freeze("own", ingest, "{\"strategy\":\"source\"}", 422)
                        .path("detail")
                        .asText())
                .contains("State validationFromTrain");
        ObjectNode dataset = freeze("own", ingest, "{\"strategy\":\"source\",\"validationFromTrain\":0.5}", 201);

        assertThat(dataset.path("leaky").asBoolean()).isFalse();
        assertThat(dataset.path("validationFromTrain").asDouble()).isEqualTo(0.5);
        assertThat(dataset.path("cases").path("test"))
                .extracting(JsonNode::asText)
                .containsExactly("own-2");
        assertThat(dataset.path("cases").path("validation")).hasSize(1);
    }

    @Test
    void case_in_two_splits_of_the_source_is_refused_or_marked() {
        Tree tree = new Tree();
        String[] folders = {"train", "validation", "test"};
        for (int i = 0; i < folders.length; i++) {
            for (int label = 0; label < 2; label++) {
                String file = "%s/%d/both_idx5_x%d_y1_class%d.png".formatted(folders[i], label, 10 * i + label, label);
                tree.file(file, Pngs.patch(200 + 2 * i + label));
            }
        }
        String ingest = ingest("both", tree);

        assertThat(freeze("both", ingest, "{\"strategy\":\"source\"}", 422)
                        .path("detail")
                        .asText())
                .contains("1 case stands in more than one split: both (train, validation, test)");
        ObjectNode dataset = freeze("both", ingest, "{\"strategy\":\"source\",\"allowLeaky\":true}", 201);

        assertThat(dataset.path("leaky").asBoolean()).isTrue();
        assertThat(assertEvent(dataset).path("leaky").asBoolean()).isTrue();
        assertThat(dataset.path("slides")).hasSize(3);
    }

    @Test
    void split_that_cannot_be_is_refused() {
        String ingest = ingest("cannot", cases("cannot", 4, 2, 3));

        assertThat(freeze("cannot", ingest, "{\"strategy\":\"k-fold\"}", 422)
                        .path("detail")
                        .asText())
                .contains("5 folds need at least 5 cases");
        assertThat(freeze("cannot", ingest, "{\"strategy\":\"source\"}", 400)
                        .path("detail")
                        .asText())
                .contains("20 of 20 usable patches bring no split along");
        assertThat(freeze("cannot", ingest, "{\"folds\":3}", 400).path("detail").asText())
                .contains("folds cannot be given for strategy by-case");
        assertNothingFrozen("cannot");
        assertNothingFrozen("cannot-fold1of5");
    }

    @Test
    void slides_of_a_dataset_are_kept_in_a_table() {
        String ingest = ingest("slides", cases("slides", 3, 2, 3));
        freeze("slides", ingest, 201);

        List<?> slides = database.createNativeQuery("select slide_id from dataset_slide where name = 'slides'")
                .getResultList();

        assertThat(slides)
                .hasSize(3)
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .containsExactlyInAnyOrderElementsOf(service.slides(ingest).stream()
                        .map(slide -> slide.path("slideId").asText())
                        .toList());
    }

    private static Tree cases(String prefix, int count, int positive, int negative) {
        Tree tree = new Tree();
        for (int i = 0; i < count; i++) {
            tree.patches(prefix + "-" + i, positive, negative);
        }
        return tree;
    }

    private String ingest(String name, Tree tree) {
        return service.ingest(tree.folder(sources.resolve("dataset-" + name)))
                .path("ingestId")
                .asText();
    }

    private ObjectNode freeze(String name, String ingest, int status) {
        return service.post("datasets", status, "{\"name\":\"%s\",\"ingests\":[\"%s\"]}".formatted(name, ingest));
    }

    private ObjectNode freeze(String name, String ingest, String split, int status) {
        String body = "{\"name\":\"%s\",\"ingests\":[\"%s\"],\"split\":%s}".formatted(name, ingest, split);
        return service.post("datasets", status, body);
    }

    private JsonNode assertEvent(ObjectNode dataset) {
        List<JsonNode> events = await().until(
                        () -> new TopicReader(bootstrapServers)
                                .events(
                                        Topic.DATASETS_FROZEN,
                                        "dataset",
                                        dataset.path("dataset").asText()),
                        found -> !found.isEmpty());
        assertThat(events).hasSize(1);
        assertThat(events.get(0).path("manifest")).isEqualTo(dataset.path("manifest"));
        assertThat(events.get(0).path("counts")).isEqualTo(dataset.path("counts"));
        return events.get(0);
    }

    private void assertNothingFrozen(String name) {
        assertThat(store.list("datasets/" + name + "/")).isEmpty();
        service.get("datasets/" + name + "/1", 404);
    }
}
