package io.cancernet.dataset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.objectstore.minio.ObjectStoreConfig;
import io.cancernet.dataset.source.FileBytes;
import io.cancernet.dataset.source.PatchSource;
import io.cancernet.dataset.source.SourceChangedException;
import io.cancernet.dataset.source.Sources;
import io.cancernet.dataset.testing.DatasetStack;
import io.cancernet.dataset.testing.ServiceClient;
import io.cancernet.dataset.testing.Tree;
import io.cancernet.dataset.testing.WebServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sources in the object store and on a web server. */
@QuarkusTest
@QuarkusTestResource(DatasetStack.class)
class RemoteSourceIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Inject
    ObjectStore store;

    @Inject
    ObjectStoreConfig storeConfig;

    @Inject
    IngestConfig config;

    @Inject
    Sources opener;

    private final ServiceClient service = new ServiceClient();
    private Path sources;

    @BeforeEach
    void findSources() {
        sources = config.allowedRoots().orElseThrow().get(0);
    }

    @Test
    void every_kind_and_place_gives_the_same_extractions() throws IOException {
        Tree tree =
                new Tree().patches("remote-1", 2, 3).patches("remote-2", 1, 2).file("readme.txt", "about");
        Path folder = tree.folder(sources.resolve("remote"));
        Path zip = tree.zip(sources.resolve("remote.zip"));
        Path tarGz = tree.tar(sources.resolve("remote.tar.gz"));
        put(folder, "remote/");
        store.put("incoming/remote.zip", zip, "application/zip");
        store.put("incoming/without-ending", tarGz, "application/gzip");
        List<JsonNode> expected =
                service.slides(service.ingest(folder).path("ingestId").asText());
        List<String> objects = store.list("patches/");

        List<URI> uris = new ArrayList<>(List.of(
                zip.toUri(),
                tree.tar(sources.resolve("remote.tar")).toUri(),
                tarGz.toUri(),
                s3("remote/"),
                s3("remote"),
                s3("remote.zip"),
                s3("without-ending"),
                web("remote.zip"),
                web("remote.tar"),
                web("remote.tar.gz")));
        for (URI uri : uris) {
            ObjectNode ingest = ingest(uri);
            assertThat(ingest.path("state").asText()).as(ingest.toString()).isEqualTo("ingested");
            assertThat(ingest.path("in").asInt()).isEqualTo(9);
            assertThat(ingest.path("slidesKnown").asInt()).isEqualTo(2);
            assertThat(service.slides(ingest.path("ingestId").asText())).isEqualTo(expected);
        }
        assertThat(store.list("patches/")).isEqualTo(objects);
    }

    @Test
    void source_whose_server_is_away_waits_and_says_why() throws IOException {
        Path zip = new Tree().patches("remote-away", 1, 1).zip(sources.resolve("away.zip"));
        Path away = Files.createFile(WebServer.away(zip));
        String id = service.post("ingests", 202, body(web("away.zip")))
                .path("ingestId")
                .asText();

        JsonNode waiting =
                await().atMost(PATIENCE).until(() -> service.ingest(id), ingest -> ingest.hasNonNull("putOff"));
        assertThat(waiting.path("state").asText()).isEqualTo("submitted");
        assertThat(waiting.path("putOff").path("reason").asText()).isEqualTo("the server answers 503");
        assertThat(Instant.parse(waiting.path("putOff").path("at").asText())).isAfter(Instant.EPOCH);

        Files.delete(away);
        ObjectNode ended = service.awaitEnd(id);
        assertThat(ended.path("state").asText()).isEqualTo("ingested");
        assertThat(ended.hasNonNull("putOff")).isFalse();
    }

    @Test
    void object_is_read_by_ranges_and_pinned() throws IOException {
        byte[] bytes = new byte[3_000_000];
        new Random(1).nextBytes(bytes);
        store.put("incoming/slide.svs", bytes, "application/octet-stream");

        List<FileBytes> files = opener.openFiles(s3("slide.svs"));
        try (FileBytes file = files.get(0)) {
            assertThat(files).hasSize(1);
            assertThat(file.name()).isEqualTo("slide.svs");
            assertThat(file.length()).isEqualTo(bytes.length);
            assertThat(file.read(2_999_000, 1000)).isEqualTo(Arrays.copyOfRange(bytes, 2_999_000, 3_000_000));
            file.requireUnchanged();
            bytes[0]++;
            store.put("incoming/slide.svs", bytes, "application/octet-stream");
            assertThatThrownBy(() -> file.read(0, 10)).isInstanceOf(SourceChangedException.class);
            assertThatThrownBy(file::requireUnchanged).isInstanceOf(SourceChangedException.class);
            store.delete("incoming/slide.svs");
            assertThatThrownBy(() -> file.read(0, 10)).isInstanceOf(SourceChangedException.class);
        }
    }

    @Test
    void slide_of_several_objects_is_opened_whole() {
        store.put("incoming/multi/b.dcm", new byte[] {2}, "application/dicom");
        store.put("incoming/multi/a.dcm", new byte[] {1}, "application/dicom");
        store.put("incoming/mirax/s.mrxs", new byte[] {1}, "application/octet-stream");
        store.put("incoming/mirax/s/Slidedat.ini", new byte[] {2}, "text/plain");

        assertThat(names(opener.openFiles(s3("multi")))).containsExactly("a.dcm", "b.dcm");
        assertThat(names(opener.openFiles(s3("mirax/s.mrxs")))).containsExactly("s.mrxs", "s/Slidedat.ini");
    }

    @Test
    void prefix_that_changes_while_it_is_read_is_noticed() throws IOException {
        put(new Tree().patches("prefix", 1, 1).folder(sources.resolve("prefix")), "prefix/");
        try (PatchSource source = opener.open(s3("prefix/"))) {
            source.requireUnchanged();
            assertThat(source.read(source.files().get(0))).isNotEmpty();
            store.put("incoming/prefix/late.txt", new byte[] {1}, "text/plain");
            assertChanged(source::requireUnchanged);
            store.put("incoming/prefix/" + source.files().get(0).name(), new byte[] {1}, "image/png");
            assertChanged(() -> source.read(source.files().get(0)));
            store.delete("incoming/prefix/" + source.files().get(1).name());
            assertChanged(() -> source.read(source.files().get(1)));
        }
    }

    @Test
    void what_is_not_there_is_unreadable_and_what_is_not_listed_is_refused() {
        assertThat(ingest(s3("nothing.zip")).path("error").path("code").asText())
                .isEqualTo("source-unreadable");
        assertThat(ingest(web("nothing.zip")).path("error").path("code").asText())
                .isEqualTo("source-unreadable");
        for (String uri : List.of(
                "s3://%s/patches/".formatted(storeConfig.bucket()),
                "https://169.254.169.254/latest/meta-data",
                "https://localhost/a.zip")) {
            assertThat(service.post("ingests", 403, body(URI.create(uri)))
                            .path("code")
                            .asText())
                    .isEqualTo("source-not-allowed");
        }
    }

    private void put(Path folder, String prefix) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                store.put("incoming/" + prefix + folder.relativize(file), file, "application/octet-stream");
            }
        }
    }

    private URI s3(String key) {
        return URI.create("s3://%s/incoming/%s".formatted(storeConfig.bucket(), key));
    }

    private URI web(String name) {
        return URI.create(config.allowedHosts().orElseThrow().get(0) + "/" + name);
    }

    private ObjectNode ingest(URI uri) {
        return service.awaitEnd(
                service.post("ingests", 202, body(uri)).path("ingestId").asText());
    }

    private static String body(URI uri) {
        return "{\"uri\":\"%s\"}".formatted(uri);
    }

    private static List<String> names(List<FileBytes> files) {
        return files.stream().map(FileBytes::name).toList();
    }

    private static void assertChanged(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(DomainException.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.SOURCE_CHANGED));
    }
}
