package io.cancernet.training;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cancernet.common.event.Event;
import io.cancernet.common.event.PatchExtracted;
import io.cancernet.common.event.SlideDeleted;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.kafka.EventPublisher;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.training.patch.PatchRepository;
import io.cancernet.training.run.RunConfig;
import io.cancernet.training.testing.TinyDataset;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is left of a slide that dataset-service deleted or erased: nothing but the mark. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ErasureIT {

    @Inject
    EventPublisher publisher;

    @Inject
    PatchRepository patches;

    @Inject
    ObjectStore store;

    @Inject
    RunConfig config;

    @Test
    void deletedSlide_takesItsPatchesAlong() {
        TinyDataset dataset = told("slide-deleted");
        SlideId slide = dataset.lines().get(0).slideId();

        delete(dataset, slide, List.of());

        long left = dataset.lines().stream()
                .filter(line -> !line.slideId().equals(slide))
                .count();
        await().atMost(TrainingClient.PATIENCE)
                .until(() -> patches.find(ids(dataset)).size() == left);
        JsonPath purged = audit(slide.value());
        assertThat(purged.getList("items.action", String.class)).containsExactly("slide-purged");
        assertThat(purged.getString("items[0].address")).startsWith("kafka:cancernet.slides.deleted.v1-");
        assertThat(audit("slide-deleted/1").getList("items.action", String.class))
                .containsExactly("dataset-frozen");
    }

    @Test
    void erasedSlide_stopsRunsOnItsDatasetAndRefusesNewOnes() throws IOException {
        TinyDataset dataset = told("slide-erased").storeIn(store);
        SlideId slide = dataset.lines().get(0).slideId();
        String going = TrainingClient.start("slide-erased/1", Map.of("epochs", 2000));
        TrainingClient.awaitState(going, "running");
        Path cache = config.cacheDir().resolve(dataset.frozen().manifest().sha256() + "-9x9-nearest.rgb");
        Files.createDirectories(cache.getParent());
        Files.write(cache, new byte[] {1});

        delete(dataset, slide, List.of(dataset.version()));

        JsonPath run = TrainingClient.awaitState(going, "cancelled");
        assertThat(run.getList("erasedFrom", String.class)).containsExactly(slide.value());
        await().atMost(TrainingClient.PATIENCE).until(() -> Files.notExists(cache));
        Response refused = TrainingClient.post(Map.of("dataset", "slide-erased/1", "recipe", "cancernet"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.jsonPath().getString("code")).isEqualTo("dataset-erased-from");
        assertThat(patches.find(List.of(dataset.lines().get(0).patchId()))).isEmpty();
        assertThat(given().get("/api/v1/runs/" + going).statusCode()).isEqualTo(200);
    }

    private static JsonPath audit(String subject) {
        return given().queryParam("subject", subject).get("/api/v1/audit").jsonPath();
    }

    private TinyDataset told(String name) {
        TinyDataset dataset = TinyDataset.usual(name);
        List<Event> events = new ArrayList<>(dataset.extracted());
        events.add(dataset.frozen());
        publisher.publish(events);
        await().atMost(TrainingClient.PATIENCE)
                .until(() ->
                        patches.find(ids(dataset)).size() == dataset.lines().size());
        return dataset;
    }

    private void delete(TinyDataset dataset, SlideId slide, List<DatasetVersion> datasets) {
        publisher.publish(List.of(new SlideDeleted(
                slide, List.of(dataset.lines().get(0).extractionId()), !datasets.isEmpty(), datasets, Instant.now())));
    }

    private static List<PatchId> ids(TinyDataset dataset) {
        return dataset.extracted().stream().map(PatchExtracted::patchId).toList();
    }
}
