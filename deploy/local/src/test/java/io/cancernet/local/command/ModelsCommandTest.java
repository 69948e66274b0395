package io.cancernet.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.local.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest extends CommandsOnFakeServer {

    private static final String ENTRY =
            "{\"number\":3,\"slot\":\"live\",\"model\":{\"name\":\"cancernet\",\"version\":\"r1\"},\"by\":\"office\"}";

    @Test
    void promotion_sendsWhatIsDemanded() {
        server.answer("POST /api/v1/models/cancernet/r1/promote", 200, ENTRY);

        assertThat(run(
                        "models",
                        "promote",
                        "cancernet/r1",
                        "--by",
                        "office",
                        "--reason",
                        "best",
                        "--expected",
                        "none",
                        "--min-sensitivity",
                        "0.85",
                        "--max-interval-width",
                        "0.1",
                        "--refuse-leaky"))
                .isEqualTo(ExitCode.OK);

        assertThat(server.requests().get(0).text())
                .isEqualTo("{\"by\":\"office\",\"expected\":\"none\",\"gates\":{\"maximumIntervalWidth\":0.1,"
                        + "\"minimumSensitivity\":0.85,\"refuseLeaky\":true},\"reason\":\"best\",\"slot\":\"live\"}");
        assertThat(output()).contains("promoted cancernet/r1 to live");
    }

    @Test
    void refusedPromotion_printsTheServersReason() {
        server.answer(
                "POST /api/v1/models/cancernet/r1/promote",
                422,
                "{\"code\":\"promotion-refused\",\"detail\":\"minimum-sensitivity: is 0.5000\"}");

        assertThat(run("models", "promote", "cancernet/r1", "--reason", "best")).isEqualTo(ExitCode.REFUSED);
        assertThat(errors.toString()).contains("minimum-sensitivity: is 0.5000");
        assertThat(run("models", "promote", "cancernet", "--reason", "best")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void slots_areRolledBackEmptiedAndShownAtATime() {
        server.answer("POST /api/v1/slots/live/rollback", 200, ENTRY);
        server.answer("POST /api/v1/slots/shadow/retire", 200, "{\"number\":4,\"slot\":\"shadow\"}");
        server.answer("GET /api/v1/slots/live?at=2026-11-21T12%3A00%3A00Z", 200, "{\"slot\":\"live\"}");
        server.answer("GET /api/v1/slots/live", 200, "{\"slot\":\"live\",\"model\":{\"name\":\"cancernet\"}}");

        assertThat(run("models", "rollback", "--by", "office", "--reason", "worse"))
                .isEqualTo(ExitCode.OK);
        assertThat(run("models", "retire", "--slot", "shadow", "--by", "office", "--reason", "done"))
                .isEqualTo(ExitCode.OK);
        assertThat(run("models", "live", "--at", "2026-11-21T12:00:00Z")).isEqualTo(ExitCode.OK);
        assertThat(run("models", "live")).isEqualTo(ExitCode.OK);

        assertThat(server.requests().get(0).text()).isEqualTo("{\"by\":\"office\",\"reason\":\"worse\"}");
        assertThat(output())
                .contains("rolled live back to cancernet/r1", "emptied shadow", "nothing serves in live at 2026")
                .containsPattern("model.name +cancernet");
    }

    @Test
    void shadowModel_isComparedWithTheLiveOne() {
        server.answer(
                "GET /inference/api/v1/models/shadow/disagreement?limit=1000",
                200,
                "{\"items\":[{\"shadow\":{\"name\":\"robust\",\"version\":\"r2\"},\"model\":{\"name\":\"cancernet\","
                        + "\"version\":\"r1\"},\"compared\":4000,\"rate\":0.125,\"shadowOnly\":300,\"modelOnly\":200}]}");

        assertThat(run("models", "disagreement")).isEqualTo(ExitCode.OK);

        assertThat(output()).containsPattern("robust +r2 +cancernet +r1 +4,000 +0.125 +300 +200");
    }

    @Test
    void importedFile_isSentWithItsHash(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("w.safetensors"), "weights");
        server.answer("POST /api/v1/models", 201, "{\"name\":\"external\",\"version\":\"v9\"}");

        assertThat(run(
                        "models",
                        "import",
                        file.toString(),
                        "--name",
                        "external",
                        "--mpp",
                        "4",
                        "--side",
                        "48",
                        "--network-option",
                        "batchNormalization=false",
                        "--reason",
                        "to compare"))
                .isEqualTo(ExitCode.OK);

        String sent = server.requests().get(0).text();
        assertThat(sent)
                .contains("name=\"model\"", "name=\"weights\"", "\r\n\r\nweights\r\n--")
                .contains("\"sha256\" : \"9a129038d9a00aed0cf6a7ea059ca50a", "\"batchNormalization\" : false");
        assertThat(output()).contains("imported external/v9");
        assertThat(run(
                        "models",
                        "import",
                        folder.resolve("absent").toString(),
                        "--name",
                        "x",
                        "--mpp",
                        "4",
                        "--side",
                        "48",
                        "--reason",
                        "r"))
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void modelsAndRuns_areDeletedWithAReason() {
        server.answer("DELETE /api/v1/models/cancernet/r1", 202, "{\"kind\":\"model\",\"id\":\"cancernet/r1\"}");

        assertThat(run("models", "delete", "cancernet/r1", "--by", "office", "--reason", "mislabelled"))
                .isEqualTo(ExitCode.OK);

        assertThat(server.requests().get(0).text()).isEqualTo("{\"by\":\"office\",\"reason\":\"mislabelled\"}");
        assertThat(output()).contains("cancernet/r1");
    }
}
