package io.cancernet.training.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.cancernet.common.event.PatchExtracted;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.Identifiers;
import io.cancernet.common.kafka.EventPublisher;
import io.cancernet.common.patch.Split;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.training.testing.TinyDataset;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How fast patch events get from Kafka into the patch store. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
@Tag("soak")
class PatchFloodIT {

    private static final Logger LOG = Logger.getLogger(PatchFloodIT.class);
    private static final int PATCHES = 100_000;
    private static final int SLOWEST = 3_000;
    private static final int BATCH = 2_000;

    @Inject
    EventPublisher publisher;

    @Inject
    AgroalDataSource database;

    @Inject
    PatchRepository patches;

    @Test
    void flood_isStoredAtThousandsOfPatchesASecond() {
        List<PatchExtracted> flood = flood("direct");

        long start = System.nanoTime();
        for (int from = 0; from < PATCHES; from += BATCH) {
            patches.addFromEvents(flood.subList(from, from + BATCH));
        }
        double rate = PATCHES / seconds(start);

        LOG.infof("stored %.0f patches a second", rate);
        assertThat(rate).isGreaterThan(SLOWEST);
    }

    /** Publishing takes longest here; what counts is how soon after the last event all are stored. */
    @Test
    void floodThroughKafka_isStoredSoonAfterItsLastEvent() {
        List<PatchExtracted> flood = flood("kafka");

        long start = System.nanoTime();
        publisher.publish(flood);
        double published = seconds(start);
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> stored(flood.get(0).extractionId()) == PATCHES);
        double stored = seconds(start);

        LOG.infof("published in %.1f s, stored %.1f s later", published, stored - published);
        assertThat(stored - published).isLessThan((double) PATCHES / SLOWEST);
    }

    private static List<PatchExtracted> flood(String name) {
        ExtractionId extraction = new ExtractionId(Hashes.identity("flood", name));
        PatchExtracted sample =
                new TinyDataset("flood").add("a", Split.TRAIN, 1, 1).extracted().get(0);
        return IntStream.range(0, PATCHES)
                .mapToObj(i -> patch(extraction, sample, i))
                .toList();
    }

    private static PatchExtracted patch(ExtractionId extraction, PatchExtracted sample, int number) {
        return new PatchExtracted(
                Identifiers.patchId(extraction, "patch-" + number),
                extraction,
                sample.slideId(),
                sample.caseId(),
                number,
                1,
                50,
                50,
                sample.mpp(),
                number % 2,
                sample.image());
    }

    private int stored(ExtractionId extraction) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "select count(*) from patch where extraction_id = '%s'".formatted(extraction))) {
            result.next();
            return result.getInt(1);
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
