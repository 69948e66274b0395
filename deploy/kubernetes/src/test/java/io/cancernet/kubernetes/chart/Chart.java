package io.cancernet.kubernetes.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The chart of this module, rendered with some values. */
public final class Chart {

    /** What the values must say at least. */
    static final Map<String, Object> REQUIRED = Map.of(
            "objectStore.endpoint", "https://s3.example.org",
            "objectStore.existingSecret", "object-store",
            "pseudonymKey.existingSecret", "pseudonyms",
            "oidc.authServerUrl", "https://login.example.org/realms/hospital",
            "oidc.existingSecret", "oidc");

    /** Stores and a provider of the hospital's own, with certificates of its own and a login at Kafka. */
    static final Map<String, Object> OWN_AUTHORITIES = Map.of(
            "kafka.strimzi.enabled", false,
            "kafka.bootstrapServers", "kafka.example.org:9093",
            "kafka.caSecret", "kafka-authority",
            "postgres.cloudNativePg.enabled", false,
            "postgres.jdbcUrl", "jdbc:postgresql://db.example.org/cancernet?ApplicationName=cancernet",
            "postgres.existingSecret", "database",
            "postgres.caSecret", "database-authority",
            "objectStore.caSecret", "store-authority",
            "oidc.caSecret", "login-authority",
            "training.extraEnvFrom[0].secretRef.name", "kafka-login");

    private static final ObjectMapper YAML = new YAMLMapper();

    /** The version that the schemas are of. */
    private static final String KUBERNETES = "1.34.0";

    private final List<JsonNode> documents;

    private Chart(List<JsonNode> documents) {
        this.documents = List.copyOf(documents);
    }

    static Path directory() {
        return Path.of(System.getProperty("cancernet.chart", "target/chart/cancernet"));
    }

    /** Rendered with what is required, and nothing else. */
    public static Chart standard() {
        return with(Map.of());
    }

    /** Rendered with what is required, and these values besides or instead. */
    public static Chart with(Map<String, Object> values) {
        Map<String, Object> all = new LinkedHashMap<>(REQUIRED);
        all.putAll(values);
        return new Chart(parse(render(all)));
    }

    /** The variants in which an environment differs: operators or not, GPUs or not. */
    public static List<Chart> variants() {
        return List.of(
                standard(),
                with(Map.of(
                        "kafka.strimzi.enabled", false,
                        "kafka.bootstrapServers", "kafka.example.org:9092",
                        "postgres.cloudNativePg.enabled", false,
                        "postgres.jdbcUrl", "jdbc:postgresql://db.example.org:5433/cancernet",
                        "postgres.existingSecret", "database",
                        "trainer.gpu.enabled", false,
                        "dataset.autoscaling.enabled", false,
                        "inference.autoscaling.enabled", false)),
                with(OWN_AUTHORITIES),
                with(Map.of(
                        "inference.gpu.enabled", true,
                        "trainer.gpu.runtimeClassName", "nvidia",
                        "objectStore.publicEndpoint", "https://uploads.example.org",
                        "tracing.endpoint", "http://collector.tracing:4317",
                        "kafka.integrators[0]", "pacs",
                        "networkPolicies.egress.slideSources.ports[0]", 443)));
    }

    /** What Helm renders, or an exception with what it says. */
    static String render(Map<String, Object> values) {
        TemplateCommand template = new Helm(directory())
                .template()
                .withName("cancernet")
                .withNamespace("pathology")
                .withKubeVersion(KUBERNETES);
        values.forEach(template::set);
        return template.call();
    }

    private static List<JsonNode> parse(String yaml) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(yaml)) {
            return documents.readAll().stream().filter(JsonNode::isObject).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<JsonNode> documents() {
        return documents;
    }

    public Stream<JsonNode> ofKind(String kind) {
        return documents.stream().filter(each -> each.path("kind").asText().equals(kind));
    }

    /** The one of a kind and name. */
    JsonNode the(String kind, String name) {
        List<JsonNode> found =
                ofKind(kind).filter(each -> name(each).equals(name)).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of " + kind + " " + name);
        }
        return found.get(0);
    }

    static String name(JsonNode resource) {
        return resource.at("/metadata/name").asText();
    }

    /** The Deployments of the services, without the gateway's. */
    List<JsonNode> services() {
        return ofKind("Deployment").filter(each -> !service(each).isEmpty()).toList();
    }

    /** The service that a Deployment runs; empty when it is none of ours. */
    static String service(JsonNode deployment) {
        return deployment
                .at("/spec/template/metadata/labels")
                .path("cancernet.io/service")
                .asText();
    }

    static Stream<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** All containers of a pod template, those that run first included. */
    public static Stream<JsonNode> containers(JsonNode workload) {
        JsonNode pod = workload.at("/spec/template/spec");
        return Stream.concat(items(pod.path("initContainers")), items(pod.path("containers")));
    }
}
