package io.cancernet.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What a client asks of the services, and how it waits for work that they took on.
 *
 * <p>Nodes are the services' answers as they are; {@link Api#as} makes records of them.
 */
public final class Services {

    private static final Duration POLL = Duration.ofMillis(300);
    /** A study goes on for hours. */
    private static final Duration STUDY_POLL = Duration.ofSeconds(2);

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final Set<String> NOT_YET = Set.of("no-live-model");
    private static final Duration FOLLOW_TIMEOUT = Duration.ofMinutes(1);

    private final Api api;
    private final Patience patience;

    /** Services that answer, or are lost. */
    public Services(Api api) {
        this(api, Duration.ZERO);
    }

    /** @param longestOutage how long the services may be away while work is waited for */
    public Services(Api api, Duration longestOutage) {
        this.api = api;
        this.patience = new Patience(longestOutage, POLL);
    }

    public Api api() {
        return api;
    }

    /** Waits until the ingest is over; {@code seen} gets each state on the way. */
    public JsonNode awaitIngest(String ingestId, Consumer<Ingest> seen) throws InterruptedException {
        return await(Api.DATASET + "/ingests/" + Api.encode(ingestId), Ingest.class, seen, Ingest::isOver);
    }

    /** Waits until the verification of a dataset is over; {@code seen} gets each answer on the way. */
    public JsonNode awaitVerification(String path, Consumer<JsonNode> seen) throws InterruptedException {
        return await(path, JsonNode.class, seen, node -> node.hasNonNull("finishedAt"));
    }

    /** Waits until the statistics of a dataset are computed, or cannot be. */
    public JsonNode awaitStatistics(String version) throws InterruptedException {
        String path = datasetPath(version) + "/statistics";
        JsonNode statistics = await(path, JsonNode.class, each -> {}, each -> !each.path("state")
                .asText()
                .equals("pending"));
        if (statistics.hasNonNull("error")) {
            throw new FailedException("the statistics of " + version + " cannot be computed: "
                    + statistics.path("error").asText());
        }
        return statistics;
    }

    /** Waits until a slide is gone. */
    public void awaitGone(String path) throws InterruptedException {
        while (true) {
            try {
                patience.ask(() -> api.get(path));
            } catch (RefusedException e) {
                if (e.status() == NOT_FOUND) {
                    return;
                }
                if (e.status() != CONFLICT) {
                    throw e;
                }
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    /**
     * Freezes a dataset.
     *
     * @param ingests ids of the ingests to take slides from; empty for all slides
     */
    public JsonNode freeze(String name, List<String> ingests, Map<String, ?> options) throws InterruptedException {
        Map<String, Object> body = new TreeMap<>(options);
        body.put("name", name);
        if (!ingests.isEmpty()) {
            body.put("ingests", ingests);
        }
        return api.post(Api.DATASET + "/datasets", body);
    }

    /** A dataset by its version, as {@code idc/1}. */
    public JsonNode dataset(String version) throws InterruptedException {
        return api.get(datasetPath(version));
    }

    /** Path of a dataset by its version, as {@code idc/1}. */
    public static String datasetPath(String version) {
        int slash = version.lastIndexOf('/');
        if (slash < 1 || slash == version.length() - 1) {
            throw new IllegalArgumentException("'" + version + "' is no dataset version: write NAME/VERSION, as idc/1");
        }
        return Api.DATASET + "/datasets/" + Api.encode(version.substring(0, slash)) + "/"
                + Api.encode(version.substring(slash + 1));
    }

    /** Queues a run; a dataset that was frozen a moment ago may reach training-service a little later. */
    public JsonNode train(Map<String, ?> request) throws InterruptedException {
        return onceKnown(Api.TRAINING + "/runs", request);
    }

    public JsonNode awaitRun(String runId, Consumer<Run> seen) throws InterruptedException {
        return await(Api.TRAINING + "/runs/" + Api.encode(runId), Run.class, seen, Run::isOver);
    }

    /**
     * Queues the runs of a study; datasets that were frozen a moment ago may reach training-service a little later.
     *
     * @param key the same key means the same study
     */
    public JsonNode startStudy(Map<String, ?> request, String key) throws InterruptedException {
        return onceKnown(() -> api.post(Api.TRAINING + "/studies", request, key));
    }

    /** Waits until all runs of a study have ended; {@code seen} gets each state on the way. */
    public JsonNode awaitStudy(String studyId, Consumer<Study> seen) throws InterruptedException {
        return await(Api.TRAINING + "/studies/" + Api.encode(studyId), Study.class, seen, Study::isOver, STUDY_POLL);
    }

    public JsonNode promote(ModelRef model, String slot, String by, String reason) throws InterruptedException {
        return api.post(
                Api.TRAINING + "/models/" + Api.encode(model.name()) + "/" + Api.encode(model.version()) + "/promote",
                Map.of("slot", slot, "by", by, "reason", reason));
    }

    /** Waits until the model serves in a slot of inference-service; throws when it could not be loaded. */
    public void awaitServing(String slotName, ModelRef model) throws InterruptedException {
        long deadline = System.nanoTime() + FOLLOW_TIMEOUT.toNanos();
        while (System.nanoTime() < deadline) {
            for (JsonNode slot : api.list(Api.INFERENCE + "/models", 100)) {
                if (slot.path("slot").asText().equals(slotName)
                        && Api.as(ModelRef.class, slot.path("model")).equals(model)) {
                    String state = slot.path("state").asText();
                    if (state.equals(slotName)) {
                        return;
                    }
                    if (state.equals("failed")) {
                        throw new FailedException("inference-service could not load " + model + ": "
                                + slot.path("error").asText("see its log"));
                    }
                }
            }
            Thread.sleep(POLL.toMillis());
        }
        throw new FailedException("inference-service did not load " + model + " within " + FOLLOW_TIMEOUT.toSeconds()
                + " s; see its log");
    }

    /** Requests the scoring of a slide; one ingested a moment ago may reach inference-service a little later. */
    public JsonNode score(String slideId) throws InterruptedException {
        return score(slideId, 0);
    }

    /** The same; a priority above 0 goes ahead of all others. */
    public JsonNode score(String slideId, int priority) throws InterruptedException {
        return onceKnown(Api.INFERENCE + "/scoring-requests", Map.of("slideId", slideId, "priority", priority));
    }

    /** Waits until all requests are finished; {@code seen} gets the states of all on the way. */
    public List<JsonNode> awaitScored(List<String> requestIds, Consumer<List<ScoringRequest>> seen)
            throws InterruptedException {
        while (true) {
            List<JsonNode> nodes = new ArrayList<>();
            for (String id : requestIds) {
                nodes.add(patience.ask(() -> api.get(Api.INFERENCE + "/scoring-requests/" + Api.encode(id))));
            }
            List<ScoringRequest> requests = nodes.stream()
                    .map(node -> Api.as(ScoringRequest.class, node))
                    .toList();
            seen.accept(requests);
            if (requests.stream().allMatch(ScoringRequest::isOver)) {
                return nodes;
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    /** All scores of a request. */
    public List<Score> scores(String requestId) throws InterruptedException {
        return api
                .list(Api.INFERENCE + "/scoring-requests/" + Api.encode(requestId) + "/scores", Integer.MAX_VALUE)
                .stream()
                .map(node -> Api.as(Score.class, node))
                .toList();
    }

    private <T> JsonNode await(String path, Class<T> type, Consumer<T> seen, Predicate<T> over)
            throws InterruptedException {
        return await(path, type, seen, over, POLL);
    }

    private <T> JsonNode await(String path, Class<T> type, Consumer<T> seen, Predicate<T> over, Duration poll)
            throws InterruptedException {
        while (true) {
            JsonNode node = patience.ask(() -> api.get(path));
            T state = Api.as(type, node);
            seen.accept(state);
            if (over.test(state)) {
                return node;
            }
            Thread.sleep(poll.toMillis());
        }
    }

    // News travels between services through Kafka, so what one of them knows reaches another a moment later.
    private JsonNode onceKnown(String path, Map<String, ?> body) throws InterruptedException {
        return onceKnown(() -> api.post(path, body));
    }

    private static JsonNode onceKnown(Patience.Call<JsonNode> asking) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (true) {
            try {
                return asking.run();
            } catch (RefusedException e) {
                boolean notYet = e.status() == NOT_FOUND || NOT_YET.contains(e.code());
                if (!notYet || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(POLL.toMillis());
            }
        }
    }
}
