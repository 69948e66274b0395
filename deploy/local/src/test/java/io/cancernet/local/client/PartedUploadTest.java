package io.cancernet.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartedUploadTest {

    private static final String UPLOAD = "/dataset/api/v1/uploads/u1";
    private static final String SHA256 = "c96c6d5be8d08a12e7b5cdc1b207fa6b2430974c86803d8891675e76fd992c20";

    private final FakeServer server = new FakeServer();

    @TempDir
    private Path folder = Path.of("unset");

    @BeforeEach
    void prepare() {
        server.answer("POST /dataset/api/v1/uploads", 201, "{\"uploadId\":\"u1\",\"parts\":2,\"partBytes\":3}")
                .answer("GET " + UPLOAD + "/parts?from=1&count=100", 200, page(1, "a"))
                .answer("GET " + UPLOAD + "/parts?from=2&count=100", 200, page(2, "b"))
                .answer("GET " + UPLOAD + "/parts?from=2&count=100", 200, page(2, "c"))
                .answer("POST " + UPLOAD + "/complete", 200, "{\"uri\":\"upload:u1.svs\"}")
                .answer("DELETE " + UPLOAD, 204, "")
                .tagged("PUT /store/a", "tag-a")
                .tagged("PUT /store/b", "tag-b");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void partsAreSent_andNamedByTheirTags() throws Exception {
        assertThat(send()).isEqualTo("upload:u1.svs");

        assertThat(server.requests().get(0).text())
                .isEqualTo("{\"name\":\"upload.svs\",\"size\":5,\"sha256\":\"" + SHA256 + "\"}");
        assertThat(texts("PUT", "/store/a")).containsExactly("inp");
        assertThat(texts("PUT", "/store/b")).containsExactly("ut");
        assertThat(texts("POST", UPLOAD + "/complete"))
                .containsExactly("{\"parts\":[{\"number\":1,\"etag\":\"tag-a\"},{\"number\":2,\"etag\":\"tag-b\"}]}");
        assertThat(texts("DELETE", UPLOAD)).isEmpty();
    }

    @Test
    void partThatFails_isSentAgain_toAFreshAddress() throws Exception {
        server.forget("PUT /store/b").answer("PUT /store/b", 403, "expired").tagged("PUT /store/c", "tag-c");

        send();

        assertThat(texts("PUT", "/store/a")).hasSize(1);
        assertThat(texts("PUT", "/store/c")).containsExactly("ut");
        assertThat(texts("POST", UPLOAD + "/complete").get(0)).contains("tag-c");
    }

    @Test
    void partThatIsNeverTaken_endsTheUpload_andRemovesIt() {
        server.forget("PUT /store/b").answer("PUT /store/b", 500, "").answer("PUT /store/c", 500, "");

        assertThatExceptionOfType(FailedException.class)
                .isThrownBy(this::send)
                .withMessageContaining("part 2")
                .withMessageContaining("500");
        assertThat(texts("DELETE", UPLOAD)).hasSize(1);
    }

    private String send() throws IOException, InterruptedException, PartedUpload.OutOfReach {
        Path file = Files.writeString(folder.resolve("Smith.svs"), "input");
        return new PartedUpload(new Api(server.uri()), Duration.ofMillis(300), Duration.ofMillis(20))
                .send(SentFile.of(file), SendProgress.SILENT);
    }

    private String page(int number, String place) {
        return "{\"items\":[{\"number\":%d,\"offset\":%d,\"length\":%d,\"url\":\"%s/store/%s\"}]}"
                .formatted(number, 3 * (number - 1), number == 1 ? 3 : 2, server.uri(), place);
    }

    private List<String> texts(String method, String uri) {
        return server.requests().stream()
                .filter(each -> each.method().equals(method) && each.uri().equals(uri))
                .map(FakeServer.Request::text)
                .toList();
    }
}
