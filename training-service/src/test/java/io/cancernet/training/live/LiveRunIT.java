package io.cancernet.training.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cancernet.common.id.RunId;
import io.cancernet.common.job.Lease;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.training.dataset.FrozenDataset;
import io.cancernet.training.run.Epoch;
import io.cancernet.training.run.RunLedger;
import io.cancernet.training.run.RunPlan;
import io.cancernet.training.testing.TinyDataset;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Runs followed over HTTP. */
@QuarkusTest
@TestProfile(LiveRunIT.Quiet.class)
@QuarkusTestResource(EmbeddedStackResource.class)
class LiveRunIT {

    private static final Epoch EPOCH = new Epoch(1, .5, .5, .5, .5, null, 1, 100, 0, 1);

    @Inject
    RunLedger ledger;

    @Inject
    LeasedJobs jobs;

    private final HttpClient http = HttpClient.newHttpClient();

    /** The service's own worker leaves the runs to the test, and signs of life come often. */
    public static class Quiet implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("cancernet.training.worker", "false", "cancernet.training.live.heartbeat", "200ms");
        }
    }

    @Test
    void run_isFollowedToItsEndAndFromWhereAClientWasCutOff() throws Exception {
        RunId id = submit("followed");
        Lines all = new Lines(connect("/events", null));
        Lines one = new Lines(connect("/" + id + "/events", null));
        await().until(() -> one.has("event:queued"));

        Lease lease = jobs.take(RunLedger.JOB, "test", Duration.ofHours(1)).orElseThrow();
        ledger.begin(lease, Map.of());
        ledger.epochFinished(lease, EPOCH);
        await().until(() -> one.has("event:epoch-finished"));
        String last = one.lastId();
        ledger.cancelled(lease);

        await().until(() -> one.ended.isDone());
        assertThat(one.events()).containsExactly("queued", "started", "epoch-finished", "cancelled");
        assertThat(one.lines).anyMatch(line -> line.startsWith("data:") && line.contains("\"trainLoss\":0.5"));
        Lines rest = new Lines(connect("/" + id + "/events", last));
        await().until(() -> rest.ended.isDone());
        assertThat(rest.events()).containsExactly("cancelled");
        assertThat(connect("/" + id + "/events", rest.lastId()).statusCode()).isEqualTo(204);
        await().until(() -> all.has("event:cancelled"));
        assertThat(all.events()).containsSubsequence("started", "epoch-finished", "cancelled");
        Lines resumed = new Lines(connect("/events", last));
        await().until(() -> resumed.has("event:cancelled"));
        assertThat(resumed.events()).doesNotContain("queued", "started");
        assertThat(all.lines).anyMatch(line -> line.startsWith(":"));
    }

    @Test
    void wrongRequests_areRefused() throws Exception {
        assertThat(connect("/no-such-run/events", null).statusCode()).isEqualTo(404);
        HttpResponse<Stream<String>> malformed = connect("/events", "abc");
        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(malformed.body().toList().toString()).contains("Last-Event-ID is the id of an event");
    }

    private HttpResponse<Stream<String>> connect(String path, @Nullable String last) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/api/v1/runs" + path))
                .header("Accept", "text/event-stream");
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        return http.send(request.build(), BodyHandlers.ofLines());
    }

    private RunId submit(String name) {
        TinyDataset dataset = TinyDataset.usual(name);
        FrozenDataset frozen =
                new FrozenDataset(dataset.version(), dataset.frozen().manifest(), TinyDataset.MPP, false);
        return ledger.submit(
                        new RunId("live-" + name),
                        new RunPlan(frozen, "cancernet", Map.of("epochs", 2), 42, 2, "test", 0))
                .id();
    }

    /** The lines of a stream, as they come. */
    private static final class Lines {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Void> ended;

        Lines(HttpResponse<Stream<String>> answer) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            ended = CompletableFuture.runAsync(() -> answer.body().forEach(lines::add));
        }

        boolean has(String line) {
            return lines.stream().anyMatch(each -> each.replace(": ", ":").equals(line));
        }

        List<String> events() {
            return values("event");
        }

        String lastId() {
            List<String> ids = values("id");
            return ids.get(ids.size() - 1);
        }

        private List<String> values(String field) {
            return lines.stream()
                    .filter(each -> each.startsWith(field + ":"))
                    .map(each -> each.substring(field.length() + 1).strip())
                    .toList();
        }
    }
}
