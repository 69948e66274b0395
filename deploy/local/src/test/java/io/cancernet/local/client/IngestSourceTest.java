package io.cancernet.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestSourceTest {

    private final FakeServer server = new FakeServer();

    @TempDir
    private Path folder = Path.of("unset");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void pathAndServerOnThisMachine_isReadInPlace() throws Exception {
        server.answer("POST /dataset/api/v1/ingests", 202, "{}");

        new IngestSource(folder.toString()).submit(new Api(server.uri()), Map.of("layout", "idc"), SendProgress.SILENT);

        assertThat(server.requests().get(0).text())
                .isEqualTo(
                        "{\"layout\":\"idc\",\"uri\":\"" + folder.toRealPath().toUri() + "\"}");
    }

    @Test
    void uri_isPassedOn() throws Exception {
        server.answer("POST /dataset/api/v1/ingests", 202, "{}");

        new IngestSource("file:///srv/idc.zip")
                .submit(new Api(server.uri()), Map.of("layout", "idc"), SendProgress.SILENT);

        assertThat(server.requests().get(0).text()).contains("\"uri\":\"file:///srv/idc.zip\"");
    }

    @Test
    void missingPath_isRefusedHere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IngestSource(folder.resolve("none").toString())
                        .submit(new Api(server.uri()), Map.of("layout", "idc"), SendProgress.SILENT))
                .withMessageContaining("none");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void folderThatIsSent_goesThroughTheService_withoutItsName() throws Exception {
        server.answer("POST /dataset/api/v1/uploads/whole?name=upload.zip", 201, "{\"uri\":\"upload:u1.zip\"}")
                .answer("POST /dataset/api/v1/ingests", 202, "{}");
        Path smith = Files.createDirectories(folder.resolve("Smith"));
        Files.writeString(smith.resolve("a.png"), "one");

        new IngestSource(smith.toString(), true).submit(new Api(server.uri()), Map.of(), SendProgress.SILENT);

        assertThat(server.requests().get(1).text()).isEqualTo("{\"uri\":\"upload:u1.zip\"}");
        assertThat(server.requests()).noneMatch(request -> request.uri().contains("Smith"));
    }

    @Test
    void storeOutOfReach_theFileGoesThroughTheService() throws Exception {
        Path slide = Files.writeString(folder.resolve("Smith.svs"), "some bytes");
        server.answer("POST /dataset/api/v1/uploads", 201, "{\"uploadId\":\"u1\",\"parts\":1,\"partBytes\":100}")
                .answer(
                        "GET /dataset/api/v1/uploads/u1/parts?from=1&count=100",
                        200,
                        "{\"items\":[{\"number\":1,\"offset\":0,\"length\":10,\"url\":\"http://127.0.0.1:1/x\"}]}")
                .answer("DELETE /dataset/api/v1/uploads/u1", 204, "")
                .answer("POST /dataset/api/v1/uploads/whole?name=upload.svs", 201, "{\"uri\":\"upload:u2.svs\"}");

        String uri = new IngestSource(slide.toString(), true).reachable(new Api(server.uri()), SendProgress.SILENT);

        assertThat(uri).isEqualTo("upload:u2.svs");
        assertThat(server.requests()).extracting(FakeServer.Request::method).contains("DELETE");
        assertThat(server.requests()).noneMatch(request -> request.text().contains("Smith"));
    }

    @Test
    void onlyLoopback_isThisMachine() {
        assertThat(IngestSource.isLocal(URI.create("http://localhost:8080"))).isTrue();
        assertThat(IngestSource.isLocal(URI.create("http://[::1]:8080"))).isTrue();
        assertThat(IngestSource.isLocal(URI.create("http://gpu-host:8080"))).isFalse();
    }

    @Test
    void zip_holdsTheFilesOfTheFolder() throws IOException {
        Files.createDirectories(folder.resolve("10253/1"));
        Files.writeString(folder.resolve("10253/1/a.png"), "one");
        Files.writeString(folder.resolve("b.txt"), "two");
        List<Long> sent = new ArrayList<>();

        Map<String, String> entries = new TreeMap<>();
        try (InputStream in = IngestSource.zipped(folder, sent::add);
                ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(in.readAllBytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }

        assertThat(entries).containsExactly(Map.entry("10253/1/a.png", "one"), Map.entry("b.txt", "two"));
        assertThat(sent).containsExactly(1L, 2L);
    }
}
