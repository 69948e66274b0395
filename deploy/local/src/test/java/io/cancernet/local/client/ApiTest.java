package io.cancernet.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiTest {

    private final FakeServer server = new FakeServer();
    private final Api api = new Api(server.uri());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void list_followsTheCursor() throws Exception {
        server.answer("GET /things?limit=1000", 200, "{\"items\":[{\"n\":1},{\"n\":2}],\"next\":\"a/b\"}")
                .answer("GET /things?limit=1000&cursor=a%2Fb", 200, "{\"items\":[{\"n\":3}]}");

        assertThat(api.list("/things", Integer.MAX_VALUE))
                .extracting(node -> node.path("n").asInt())
                .containsExactly(1, 2, 3);
    }

    @Test
    void list_stopsAtTheLimit() throws Exception {
        server.answer("GET /things?a=b&limit=2", 200, "{\"items\":[{},{}],\"next\":\"more\"}");

        assertThat(api.list("/things?a=b", 2)).hasSize(2);
    }

    @Test
    void download_writesTheWholeFile_asReadableAsAnyOther(@TempDir Path folder) throws Exception {
        server.answer("GET /x", 200, "all of it");
        Path file = folder.resolve("x.csv");
        Path other = Files.createFile(folder.resolve("other"));

        api.download("/x", file);

        assertThat(file).content().isEqualTo("all of it");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(other));
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void download_intoAFolderOrNowhere_isRefused_beforeAnythingIsAskedFor(@TempDir Path folder) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> api.download("/x", folder))
                .withMessageContaining("is a folder");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> api.download("/x", folder.resolve("missing/x.csv")))
                .withMessageContaining("there is no folder");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void problem_becomesARefusalWithItsCodeAndDetail() {
        server.answer("GET /x", 409, "{\"title\":\"t\",\"detail\":\"no model is live\",\"code\":\"no-live-model\"}");

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> api.get("/x"))
                .withMessage("no model is live")
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("no-live-model"))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(409));
    }

    @Test
    void errorWithoutJson_isARefusalWithItsStatus() {
        server.answer("GET /x", 500, "<html>");

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> api.get("/x"))
                .withMessageContaining("500");
    }

    @Test
    void gatewayWithoutService_isUnreachable() {
        server.answer("GET /x", 502, "");

        assertThatExceptionOfType(UnreachableException.class).isThrownBy(() -> api.get("/x"));
    }

    @Test
    void noServer_isUnreachable_andSaysWhatToDo() {
        URI gone = server.uri();
        server.close();

        assertThatExceptionOfType(UnreachableException.class)
                .isThrownBy(() -> new Api(gone).get("/x"))
                .withMessageContaining(gone.toString())
                .withMessageContaining("--server");
    }

    @Test
    void answerOfAnotherForm_isAFailure() throws Exception {
        server.answer("GET /x", 200, "{\"stored\":\"many\"}");
        JsonNode node = api.get("/x");

        assertThatExceptionOfType(FailedException.class).isThrownBy(() -> Api.as(Ingest.class, node));
    }
}
