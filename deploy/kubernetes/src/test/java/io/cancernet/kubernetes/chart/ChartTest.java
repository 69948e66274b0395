package io.cancernet.kubernetes.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.cancernet.kubernetes.schema.ResourceSchemas;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTest {

    @Test
    void chart_has_nothing_that_lint_complains_of() {
        LintResult result = new Helm(Chart.directory()).lint().strict().call();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }

    @Test
    void every_resource_of_every_variant_follows_its_schema() throws IOException {
        for (Chart chart : Chart.variants()) {
            for (JsonNode resource : chart.documents()) {
                assertThat(ResourceSchemas.faults(resource))
                        .as("%s %s", resource.path("kind"), Chart.name(resource))
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Deployment, dataset-service, /spec/template/spec/containers/0, readinesProbe",
        "NetworkPolicy, cancernet-dns, /spec, policyType",
        "Kafka, cancernet-kafka, /spec/kafka, replica",
        "KafkaTopic, cancernet.runs.v1, /spec, partition",
        "Cluster, cancernet-postgres, /spec, instance",
        "ScaledObject, inference-service, /spec, maxReplicas",
        "PodMonitor, cancernet, /spec, endpoints",
    })
    void misspelt_field_does_not_follow_its_schema(String kind, String name, String at, String field)
            throws IOException {
        JsonNode resource = Chart.standard().the(kind, name);
        ((ObjectNode) resource.at(at)).put(field, 1);

        assertThat(ResourceSchemas.faults(resource)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "objectStore.endpoint, '', objectStore.endpoint is missing",
        "objectStore.existingSecret, '', objectStore.existingSecret is missing",
        "pseudonymKey.existingSecret, '', pseudonymKey.existingSecret is missing",
        "oidc.authServerUrl, '', oidc.authServerUrl is missing",
        "oidc.existingSecret, '', oidc.existingSecret is missing",
        "kafka.strimzi.enabled, false, kafka.bootstrapServers is missing",
        "postgres.cloudNativePg.enabled, false, postgres.jdbcUrl is missing",
        "inference.autoscaling.maxReplicas, 13, maxReplicas",
        "userId, 0, userId",
        "dataset.replica, 1, replica",
        "dataset.extraEnvFrom[0].secret, kafka-login, secret",
    })
    void wrong_value_is_refused_in_words(String key, String value, String words) {
        Map<String, Object> values = new HashMap<>(Chart.REQUIRED);
        values.put(key, value);

        assertThatThrownBy(() -> Chart.render(values)).hasMessageContaining(words);
    }

    @Test
    void gpu_is_given_whole_to_one_trainer_and_its_image_has_cuda() {
        JsonNode trainer = Chart.standard().the("Deployment", "trainer");
        JsonNode container = trainer.at("/spec/template/spec/containers/0");

        assertThat(container.at("/resources/limits/nvidia.com~1gpu").asInt()).isEqualTo(1);
        assertThat(container.path("image").asText()).endsWith("-cuda");
        assertThat(trainer.at("/spec/strategy/rollingUpdate/maxSurge").asInt()).isZero();
    }

    @Test
    void console_is_served_by_replicas_that_train_nothing() {
        Chart chart = Chart.standard();

        assertThat(worker(chart.the("Deployment", "training-service"))).isEqualTo("false");
        assertThat(worker(chart.the("Deployment", "trainer"))).isEqualTo("true");
        assertThat(chart.the("Service", "training-service").at("/spec/selector").toString())
                .contains("\"app.kubernetes.io/component\":\"training-service\"");
    }

    @Test
    void ingress_lets_uploads_and_live_progress_through() {
        JsonNode annotations = Chart.standard().the("Ingress", "cancernet").at("/metadata/annotations");

        assertThat(annotations
                        .path("nginx.ingress.kubernetes.io/proxy-body-size")
                        .asText())
                .isEqualTo("0");
        assertThat(annotations
                        .path("nginx.ingress.kubernetes.io/proxy-read-timeout")
                        .asText())
                .isEqualTo("3600");
    }

    @Test
    void gateway_is_the_only_one_that_the_ingress_knows() {
        JsonNode rules = Chart.standard().the("Ingress", "cancernet").at("/spec/rules");

        assertThat(rules.toString()).contains("\"path\":\"/\"").contains("\"name\":\"gateway\"");
        assertThat(rules.findValuesAsText("path")).isEqualTo(List.of("/"));
    }

    private static String worker(JsonNode deployment) {
        return Chart.items(deployment.at("/spec/template/spec/containers/0/env"))
                .filter(each -> each.path("name").asText().equals("CANCERNET_TRAINING_WORKER"))
                .findFirst()
                .orElseThrow()
                .path("value")
                .asText();
    }
}
