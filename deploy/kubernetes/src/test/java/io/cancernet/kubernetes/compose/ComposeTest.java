package io.cancernet.kubernetes.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cancernet.kubernetes.schema.JsonSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeTest {

    private static final Path FOLDER =
            Path.of(System.getProperty("cancernet.home", "../..")).resolve("deploy/compose");
    private static final List<String> OURS = List.of("dataset-service", "training-service", "inference-service");
    /** Name, and what follows it within the braces. */
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z0-9_]+)(:[-?][^}]*)?}");

    @ParameterizedTest
    @ValueSource(strings = {"compose.yaml", "compose.gpu.yaml"})
    void file_follows_the_specification(String file) throws IOException {
        JsonNode compose = ComposeFile.read(FOLDER.resolve(file));
        // The project's name came into the specification after this edition of its schema.
        ((ObjectNode) compose).remove("name");

        assertThat(JsonSchemas.load("compose-spec.json").faults(compose)).isEmpty();
    }

    @Test
    void misspelt_key_does_not_follow_the_specification() throws IOException {
        JsonNode compose = compose();
        ((ObjectNode) compose.at("/services/gateway")).put("read-only", true);

        assertThat(JsonSchemas.load("compose-spec.json").faults(compose))
                .anySatisfy(fault -> assertThat(fault).contains("read-only"));
    }

    @Test
    void template_names_every_variable_and_no_secret() throws IOException {
        Map<String, String> template = new TreeMap<>();
        for (String line : Files.readAllLines(FOLDER.resolve("env.template"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                template.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
            }
        }
        assertThat(variables(":-")).allSatisfy(name -> assertThat(template).containsKey(name));
        assertThat(variables(":?")).allSatisfy(name -> assertThat(template).containsEntry(name, ""));
        assertThat(template.keySet()).isEqualTo(union(variables(":-"), variables(":?")));
    }

    @Test
    void missing_secret_is_told_in_words() throws IOException {
        Matcher matcher = VARIABLE.matcher(text());
        Set<String> secrets = new TreeSet<>();
        while (matcher.find()) {
            String rest = matcher.group(2);
            assertThat(rest)
                    .as("${%s} has neither a default nor a message", matcher.group(1))
                    .isNotNull();
            if (rest != null && rest.startsWith(":?")) {
                assertThat(rest).contains(matcher.group(1) + " is missing").contains("env.template");
                secrets.add(matcher.group(1));
            }
        }
        assertThat(secrets)
                .containsExactly(
                        "GRAFANA_PASSWORD",
                        "KEYCLOAK_PASSWORD",
                        "OIDC_CLIENT_SECRET",
                        "PIPELINE_SECRET",
                        "POSTGRES_PASSWORD",
                        "PSEUDONYM_KEY",
                        "S3_ACCESS_KEY",
                        "S3_SECRET_KEY");
    }

    @Test
    void every_container_has_limits_a_health_check_and_a_fixed_image() throws IOException {
        compose().path("services").properties().forEach(service -> {
            JsonNode at = service.getValue();
            assertThat(at.at("/deploy/resources/limits").has("memory"))
                    .as(service.getKey())
                    .isTrue();
            assertThat(at.at("/deploy/resources/limits").has("cpus"))
                    .as(service.getKey())
                    .isTrue();
            assertThat(at.has("healthcheck")).as(service.getKey()).isTrue();
            assertThat(at.path("restart").asText()).as(service.getKey()).isEqualTo("unless-stopped");
            assertThat(at.path("security_opt").toString()).as(service.getKey()).contains("no-new-privileges:true");
            assertThat(at.path("image").asText())
                    .as(service.getKey())
                    .contains(":")
                    .doesNotContain(":latest");
        });
    }

    @Test
    void services_write_to_volumes_only_and_start_when_their_stores_are_healthy() throws IOException {
        for (String name : OURS) {
            JsonNode service = compose().path("services").path(name);
            assertThat(service.path("read_only").asBoolean()).as(name).isTrue();
            assertThat(service.path("cap_drop").toString()).as(name).isEqualTo("[\"ALL\"]");
            assertThat(service.path("volumes").toString()).as(name).contains(":/tmp\"");
            for (String store : List.of("kafka", "postgres", "object-store", "keycloak")) {
                assertThat(service.at("/depends_on/" + store + "/condition").asText())
                        .as("%s waits for %s", name, store)
                        .isEqualTo("service_healthy");
            }
            assertThat(compose()
                            .at("/services/gateway/depends_on/" + name + "/condition")
                            .asText())
                    .isEqualTo("service_healthy");
        }
    }

    @Test
    void data_is_in_named_volumes_and_nothing_listens_beyond_this_machine_by_default() throws IOException {
        JsonNode compose = compose();
        compose.path("services").properties().forEach(service -> {
            service.getValue().path("ports").forEach(port -> assertThat(port.asText())
                    .as(service.getKey())
                    .matches("(127\\.0\\.0\\.1|\\$\\{CANCERNET_ADDRESS:-127\\.0\\.0\\.1}):.*"));
            service.getValue().path("volumes").forEach(volume -> {
                String source =
                        volume.asText().replaceFirst("^\\$\\{[^}]*}", "./").replaceFirst(":.*", "");
                if (!source.startsWith(".")) {
                    assertThat(compose.path("volumes").has(source)).as(source).isTrue();
                }
            });
        });
    }

    private static JsonNode compose() throws IOException {
        return ComposeFile.read(FOLDER.resolve("compose.yaml"));
    }

    private static String text() throws IOException {
        return Files.readString(FOLDER.resolve("compose.yaml")) + Files.readString(FOLDER.resolve("compose.gpu.yaml"));
    }

    private static Set<String> variables(String operator) throws IOException {
        Matcher matcher = VARIABLE.matcher(text());
        Set<String> found = new TreeSet<>();
        while (matcher.find()) {
            String rest = matcher.group(2);
            if (rest != null && rest.startsWith(operator)) {
                found.add(matcher.group(1));
            }
        }
        return found;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }
}
