package io.cancernet.kubernetes.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cancernet.kubernetes.chart.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That the two ways of making images, and those who run them, agree. */
class ImagesTest {

    private static final Path FOLDER =
            Path.of(System.getProperty("cancernet.home", "../..")).resolve("deploy/images");
    private static final Map<String, Integer> PORTS =
            Map.of("dataset-service", 8081, "training-service", 8080, "inference-service", 8083);

    private String dockerfile = "";
    private String jib = "";

    @BeforeEach
    void read() throws IOException {
        dockerfile = Files.readString(FOLDER.resolve("Dockerfile"));
        jib = Files.readString(FOLDER.resolve("pom.xml"));
    }

    @Test
    void both_start_the_same_program_as_the_same_user() throws IOException {
        String entrypoint = group(dockerfile, "(?m)^ENTRYPOINT (\\[.*])$");
        assertThat(List.of(group(jib, "<entrypoint>(.*)</entrypoint>").split(",")))
                .isEqualTo(List.of(new ObjectMapper().readValue(entrypoint, String[].class)));
        assertThat(group(dockerfile, "(?m)^USER (.*)$")).isEqualTo(group(jib, "<user>(.*)</user>"));
        assertThat(group(dockerfile, "(?m)^WORKDIR (.*)$"))
                .isEqualTo(group(jib, "<workingDirectory>(.*)</workingDirectory>"));
    }

    @Test
    void both_set_the_same_environment_for_the_same_ports() {
        String last = dockerfile.substring(dockerfile.lastIndexOf("FROM "));
        Map<String, String> built = pairs(last, "(?m)^(?:ENV +|    +)([A-Z][A-Z0-9_]*)=(\\S+)");
        Map<String, String> laid = pairs(jib, "<([A-Z][A-Z0-9_]*)>(.*)</");
        built.remove("QUARKUS_HTTP_PORT");
        laid.remove("QUARKUS_HTTP_PORT");

        assertThat(built).isEqualTo(laid);
        PORTS.forEach((service, port) -> assertThat(jib)
                .containsPattern("(?s)<id>" + service + "</id>.{0,400}<QUARKUS_HTTP_PORT>" + port
                        + "</QUARKUS_HTTP_PORT>.{0,400}<port>" + port + "</port>"));
    }

    @Test
    void containers_run_as_the_user_of_the_images_on_their_ports() {
        String user = group(jib, "<user>(\\d+):.*</user>");
        Chart.standard()
                .ofKind("Deployment")
                .filter(each -> each.at("/spec/template/metadata/labels").has("cancernet.io/service"))
                .forEach(each -> {
                    String service = each.at("/spec/template/metadata/labels")
                            .path("cancernet.io/service")
                            .asText();
                    assertThat(each.at("/spec/template/spec/securityContext/runAsUser")
                                    .asText())
                            .isEqualTo(user);
                    assertThat(each.at("/spec/template/spec/containers/0/ports/0/containerPort")
                                    .asInt())
                            .isEqualTo(Objects.requireNonNull(PORTS.get(service)));
                });
    }

    @Test
    void every_base_is_of_a_named_version() {
        Matcher from = Pattern.compile("(?m)^FROM (\\S+)").matcher(dockerfile);
        while (from.find()) {
            assertThat(from.group(1))
                    .satisfiesAnyOf(
                            it -> assertThat(it).isEqualTo("${VARIANT}-base"),
                            it -> assertThat(it).matches(".+:.+").doesNotEndWith(":latest"));
        }
    }

    private static String group(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    private static Map<String, String> pairs(String text, String pattern) {
        Map<String, String> found = new TreeMap<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.put(matcher.group(1), matcher.group(2));
        }
        return found;
    }
}
