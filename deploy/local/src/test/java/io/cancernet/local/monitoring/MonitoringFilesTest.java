package io.cancernet.local.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MonitoringFilesTest {

    /** Tests run in the module's folder. */
    private static final Path HOME = Path.of("../..");

    private final MonitoringFiles files = new MonitoringFiles(HOME);

    @Test
    void everyQuery_canBeRead() throws IOException {
        assertThat(files.queries()).hasSizeGreaterThan(90).allSatisfy(each -> assertThatCode(each::parsed)
                .as(each.where())
                .doesNotThrowAnyException());
    }

    @Test
    void queryOfAMetricThatNobodyExposes_isFound() throws IOException {
        ExposedMetrics exposed = new ExposedMetrics();
        exposed.add("""
                # HELP cancernet_outbox_rows Rows
                cancernet_outbox_rows{application="a"} 1.0
                cancernet_dead_letters_total{application="a"} 0.0 # {trace_id="0af7"} 1.0 1795318981.360
                """);
        assertThat(ExposedQueries.faults(files, exposed))
                .contains(
                        "alert NoLiveModel: no metric cancernet_model_serving",
                        "alert DeadLettersArrive: nothing has the label topic")
                .doesNotContain("overview.json: Outbox rows that wait: no metric cancernet_outbox_rows");
    }

    @Test
    void everyAlert_saysWhatToDo_andWhereMoreStands() throws IOException {
        Set<String> names = new HashSet<>();
        Set<String> headings = headings(HOME.resolve("deploy/guides/operator.md"));
        for (JsonNode alert : files.alerts()) {
            String name = alert.path("alert").asText();
            assertThat(names.add(name)).as(name).isTrue();
            assertThat(alert.at("/labels/severity").asText()).as(name).isIn("critical", "warning", "info");
            assertThat(alert.at("/annotations/summary").asText()).as(name).isNotBlank();
            assertThat(alert.at("/annotations/action").asText()).as(name).isNotBlank();
            String runbook = alert.at("/annotations/runbook").asText();
            assertThat(runbook).as(name).startsWith("deploy/guides/operator.md#");
            assertThat(headings).as(name).contains(runbook.substring(runbook.indexOf('#') + 1));
        }
    }

    @Test
    void everyPanel_hasATitle_aUnit_andADataSourceToChoose() throws IOException {
        Set<String> ids = new HashSet<>();
        for (Path file : files.dashboards()) {
            JsonNode dashboard = new ObjectMapper().readTree(file.toFile());
            assertThat(ids.add(dashboard.path("uid").asText()))
                    .as(file.toString())
                    .isTrue();
            assertThat(dashboard.at("/templating/list/0/type").asText()).isEqualTo("datasource");
            for (JsonNode panel : dashboard.path("panels")) {
                assertThat(panel.path("title").asText()).isNotBlank();
                if (!panel.path("type").asText().equals("row")) {
                    assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
                    assertThat(panel.path("targets")).isNotEmpty().allSatisfy(target -> assertThat(
                                    target.at("/datasource/uid").asText())
                            .isEqualTo("${datasource}"));
                }
            }
        }
        assertThat(ids)
                .containsExactlyInAnyOrder(
                        "cancernet-overview", "cancernet-ingest", "cancernet-training", "cancernet-scoring");
    }

    @Test
    void promtool_passesTheRules_andTheirTests() throws Exception {
        assumeTrue(isInstalled("promtool"), "promtool is not installed (Debian: prometheus)");

        run("promtool", "check", "rules", files.rules().toString());
        run("promtool", "test", "rules", files.alertTests().toString());
    }

    private static boolean isInstalled(String program) {
        return Pattern.compile(":")
                .splitAsStream(System.getenv("PATH"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", List.of(command), output).isZero();
    }

    /** The anchors of a page's headings, as they are linked to. */
    private static Set<String> headings(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(line -> line.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
