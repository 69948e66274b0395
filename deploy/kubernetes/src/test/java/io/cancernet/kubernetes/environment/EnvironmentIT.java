package io.cancernet.kubernetes.environment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.kubernetes.chart.Chart;
import io.cancernet.kubernetes.compose.ComposeFile;
import io.cancernet.kubernetes.environment.PackagedService.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every variable that is set for a service, wherever it is set, is one that the packaged service reads when it starts. */
class EnvironmentIT {

    private static final Path HOME = Path.of(System.getProperty("cancernet.home", "../.."));
    private static final List<String> NAMES = List.of("dataset-service", "training-service", "inference-service");

    private static final Map<String, PackagedService> SERVICES = new LinkedHashMap<>();

    @BeforeAll
    static void readServices() throws IOException {
        for (String name : NAMES) {
            SERVICES.put(name, PackagedService.of(HOME, name));
        }
    }

    @Test
    void variables_of_the_chart_exist() {
        for (Chart chart : Chart.variants()) {
            chart.ofKind("Deployment")
                    .filter(each -> each.at("/spec/template/metadata/labels").has("cancernet.io/service"))
                    .forEach(each -> {
                        String service = each.at("/spec/template/metadata/labels")
                                .path("cancernet.io/service")
                                .asText();
                        Chart.containers(each).forEach(container -> {
                            Set<String> variables = new TreeSet<>();
                            container
                                    .path("env")
                                    .forEach(variable ->
                                            variables.add(variable.path("name").asText()));
                            assertKnown(service, variables);
                        });
                    });
        }
    }

    @Test
    void variables_of_the_compose_files_exist() throws IOException {
        for (String file : List.of("compose.yaml", "compose.gpu.yaml")) {
            JsonNode services = ComposeFile.read(HOME.resolve("deploy/compose").resolve(file))
                    .path("services");
            for (String name : NAMES) {
                Set<String> variables = new TreeSet<>();
                services.path(name).path("environment").fieldNames().forEachRemaining(variables::add);
                assertKnown(name, variables);
            }
        }
    }

    @Test
    void variables_of_the_images_exist() throws IOException {
        Set<String> variables = new TreeSet<>();
        Matcher dockerfile = Pattern.compile("(?m)^(?:ENV +|    +)([A-Z][A-Z0-9_]*)=")
                .matcher(Files.readString(HOME.resolve("deploy/images/Dockerfile")));
        while (dockerfile.find()) {
            variables.add(dockerfile.group(1));
        }
        Matcher jib =
                Pattern.compile("<([A-Z][A-Z0-9_]*)>").matcher(Files.readString(HOME.resolve("deploy/images/pom.xml")));
        while (jib.find()) {
            variables.add(jib.group(1));
        }
        assertThat(variables).contains("PYTORCH_LIBRARY_PATH", "QUARKUS_HTTP_PORT", "DJL_CACHE_DIR");

        assertKnown("training-service", variables);
        assertKnown("inference-service", variables);
    }

    @ParameterizedTest
    @CsvSource({
        "CANCERNET_INGEST_WORK_DIRECTORY, KNOWN",
        "CANCERNET_INGEST_WORK_DIR, UNKNOWN",
        "CANCERNET_INGEST_LIMITS_MAX_RATIO, KNOWN",
        "CANCERNET_TOPICS_CREATE, KNOWN",
        "CANCERNET_TRAINING_WORKER, UNKNOWN",
        "KAFKA_SASL_JAAS_CONFIG, KNOWN",
        "KAFKA_BOOTSTRAP_SERVER, UNKNOWN",
        "MP_MESSAGING_INCOMING_RUNS_GROUP_ID, KNOWN",
        "MP_MESSAGING_INCOMING_RUN_GROUP_ID, UNKNOWN",
        "QUARKUS_FLYWAY_MIGRATE_AT_START, KNOWN",
        "QUARKUS_FLYWAY_ENABLED, FIXED_AT_BUILD",
        "QUARKUS_LOG_CATEGORY__IO_CANCERNET__LEVEL, KNOWN",
        "QUARKUS_HTTP_PROT, UNKNOWN",
    })
    void wrong_variable_is_told_from_a_right_one(String variable, Verdict verdict) {
        assertThat(service("dataset-service").judge(variable)).isEqualTo(verdict);
    }

    private static PackagedService service(String name) {
        PackagedService found = SERVICES.get(name);
        if (found == null) {
            throw new AssertionError("no service " + name);
        }
        return found;
    }

    private static void assertKnown(String name, Set<String> variables) {
        assertThat(variables).allSatisfy(variable -> assertThat(service(name).judge(variable))
                .as("%s of %s", variable, name)
                .isEqualTo(Verdict.KNOWN));
    }
}
