package io.cancernet.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.local.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsCommandTest extends CommandsOnFakeServer {

    @Test
    void datasets_createdByFold_showEachFold() {
        server.answer(
                "POST /dataset/api/v1/datasets",
                201,
                "{\"items\":[{\"dataset\":\"idc/1\"},{\"dataset\":\"idc/2\",\"leaky\":true}]}");

        assertThat(run("datasets", "create", "--name", "idc", "--split", "k-fold", "--folds", "3"))
                .isEqualTo(ExitCode.OK);
        assertThat(server.requests().get(0).text())
                .contains("\"split\":{\"strategy\":\"k-fold\",\"folds\":3}")
                .doesNotContain("train");
        assertThat(output()).contains("dataset idc/1", "dataset idc/2", "leaky");
    }

    @Test
    void damagedDataset_isAFailure() {
        String path = "/dataset/api/v1/datasets/idc/1/verifications";
        server.answer("POST " + path, 202, "{\"verificationId\":\"v1\",\"state\":\"queued\"}")
                .answer("GET " + path + "/v1", 200, "{\"state\":\"damaged\",\"finishedAt\":\"2026-11-21T09:00:00Z\"}");

        assertThat(run("datasets", "verify", "idc/1")).isEqualTo(ExitCode.FAILED);
        assertThat(output()).contains("damaged");
    }

    @Test
    void statistics_areWaitedFor() {
        String path = "GET /dataset/api/v1/datasets/idc/1/statistics";
        server.answer(path, 200, "{\"state\":\"pending\"}")
                .answer(
                        path,
                        200,
                        "{\"state\":\"computed\",\"statistics\":{\"splits\":[{\"split\":\"train\",\"positivity\":0.25}],"
                                + "\"sizes\":[{\"width\":50,\"height\":50,\"patches\":7}]}}");

        assertThat(run("datasets", "stats", "idc/1")).isEqualTo(ExitCode.OK);
        assertThat(output()).contains("0.250").containsPattern("50 +50 +7");
    }

    @Test
    void importedManifest_isSentAsItIs(@TempDir Path folder) throws IOException {
        server.answer(
                "POST /dataset/api/v1/datasets/import?name=copy&allowLeaky=false", 201, "{\"dataset\":\"copy/1\"}");
        Path file = Files.writeString(folder.resolve("m.gz"), "bytes");

        assertThat(run("datasets", "import", file.toString(), "--name", "copy")).isEqualTo(ExitCode.OK);
        assertThat(output()).contains("copy/1");
        assertThat(server.requests().get(0).text()).isEqualTo("bytes");
    }

    @Test
    void contactSheet_isWrittenIntoAFile(@TempDir Path folder) {
        server.answer("GET /dataset/api/v1/datasets/idc/1/contact-sheet?split=test&perClass=12&seed=42", 200, "png");
        Path file = folder.resolve("sheet.png");

        assertThat(run("datasets", "contact-sheet", "idc/1", file.toString(), "--split", "test", "--per-class", "12"))
                .isEqualTo(ExitCode.OK);
        assertThat(file).hasContent("png");
    }

    @Test
    void exportedManifest_isTheServersBytes_andARefusalLeavesNoFile(@TempDir Path folder) {
        server.answer("GET /dataset/api/v1/datasets/idc/1/manifest", 200, "bytes");
        Path file = folder.resolve("m.gz");

        assertThat(run("datasets", "export", "idc/1", file.toString())).isEqualTo(ExitCode.OK);
        assertThat(file).hasContent("bytes");
        assertThat(run("datasets", "export", "idc/2", folder.resolve("n.gz").toString()))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(folder).isDirectoryNotContaining(each -> !each.equals(file));
    }
}
