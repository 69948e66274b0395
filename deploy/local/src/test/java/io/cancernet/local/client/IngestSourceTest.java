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

        new IngestSource(folder.toString()).submit(new Api(server.uri()), "idc", sent -> {});

        assertThat(server.requests().get(0).text())
                .isEqualTo(
                        "{\"layout\":\"idc\",\"uri\":\"" + folder.toRealPath().toUri() + "\"}");
    }

    @Test
    void uri_isPassedOn() throws Exception {
        server.answer("POST /dataset/api/v1/ingests", 202, "{}");

        new IngestSource("file:///srv/idc.zip").submit(new Api(server.uri()), "idc", sent -> {});

        assertThat(server.requests().get(0).text()).contains("\"uri\":\"file:///srv/idc.zip\"");
    }

    @Test
    void missingPath_isRefusedHere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IngestSource(folder.resolve("none").toString())
                        .submit(new Api(server.uri()), "idc", sent -> {}))
                .withMessageContaining("none");
        assertThat(server.requests()).isEmpty();
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
