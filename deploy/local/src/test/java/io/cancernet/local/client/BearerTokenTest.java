package io.cancernet.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BearerTokenTest {

    private final FakeServer server = new FakeServer().answer("GET /x", 200, "{}");

    @TempDir
    Path folder = Path.of(".");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tokenOfTheEnvironment_goesWithEachRequest() throws Exception {
        api(Map.of("CANCERNET_TOKEN", "abc")).get("/x");

        assertThat(server.requests().get(0).authorization()).isEqualTo("Bearer abc");
    }

    @Test
    void tokenOfAFile_isReadAnewForEachRequest() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "first\n");
        Api api = api(Map.of("CANCERNET_TOKEN_FILE", file.toString()));
        api.get("/x");
        Files.writeString(file, "second\n");
        api.get("/x");

        assertThat(server.requests())
                .extracting(FakeServer.Request::authorization)
                .containsExactly("Bearer first", "Bearer second");
    }

    @Test
    void withoutToken_noneIsSent() throws Exception {
        api(Map.of()).get("/x");

        assertThat(server.requests().get(0).authorization()).isEmpty();
    }

    @Test
    void missingFile_isNamed() {
        Api api = api(Map.of("CANCERNET_TOKEN_FILE", folder.resolve("none").toString()));

        assertThatExceptionOfType(FailedException.class)
                .isThrownBy(() -> api.get("/x"))
                .withMessageContaining("CANCERNET_TOKEN_FILE");
    }

    @Test
    void plainHttpToAnotherMachine_isRefusedBeforeTheTokenIsSent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BearerToken.of(Map.of("CANCERNET_TOKEN", "abc"), URI.create("http://192.0.2.1:8080")))
                .withMessageContaining("https");
    }

    @Test
    void refusedToken_saysWhereOneIsTakenFrom() {
        server.answer("GET /closed", 401, "{\"code\":\"unauthenticated\",\"detail\":\"this needs a login\"}");

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> api(Map.of()).get("/closed"))
                .withMessageContaining("CANCERNET_TOKEN");
    }

    private Api api(Map<String, String> environment) {
        return new Api(server.uri(), BearerToken.of(environment, server.uri()));
    }
}
