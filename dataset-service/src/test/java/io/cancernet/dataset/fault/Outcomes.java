package io.cancernet.dataset.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.common.event.Topic;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.testing.TopicReader;
import io.cancernet.embedded.Endpoints;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.Result;
import io.minio.messages.Item;
import java.io.InputStream;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything that ingests leave behind, to be compared.
 *
 * @param objects hash by key
 * @param patches ids told on {@code patches.extracted}
 * @param slides extraction ids told on {@code slides.ingested}
 */
record Outcomes(SortedMap<String, String> objects, SortedSet<String> patches, SortedSet<String> slides) {

    static Outcomes of(Endpoints servers) {
        return new Outcomes(
                objects(servers),
                ids(servers, Topic.PATCHES_EXTRACTED, "patchId"),
                ids(servers, Topic.SLIDES_INGESTED, "extractionId"));
    }

    static SortedSet<String> ids(Endpoints servers, Topic topic, String field) {
        SortedSet<String> ids = new TreeSet<>();
        for (JsonNode event : new TopicReader(servers.kafka().bootstrapServers()).events(topic)) {
            ids.add(event.path(field).asText());
        }
        return ids;
    }

    private static SortedMap<String, String> objects(Endpoints servers) {
        SortedMap<String, String> objects = new TreeMap<>();
        MinioClient client = MinioClient.builder()
                .endpoint(servers.s3().endpoint())
                .credentials(servers.s3().accessKey(), servers.s3().secretKey())
                .build();
        try {
            for (Result<Item> each : client.listObjects(ListObjectsArgs.builder()
                    .bucket("cancernet")
                    .prefix("patches/")
                    .recursive(true)
                    .build())) {
                String key = each.get().objectName();
                try (InputStream in = client.getObject(
                        GetObjectArgs.builder().bucket("cancernet").object(key).build())) {
                    objects.put(key, Hashes.sha256(in.readAllBytes()));
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException("the object store cannot be listed", e);
        }
        return objects;
    }

    /** Counts of an ingest that must be the same, however often it was interrupted. */
    static Map<String, Integer> counts(JsonNode ingest) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String name : new String[] {"in", "stored", "quarantined", "slides", "slidesDone"}) {
            counts.put(name, ingest.path(name).asInt());
        }
        return counts;
    }
}
