package io.cancernet.kubernetes.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That pods are probed, bounded, spread, drained, migrated before they start, and confined. */
class WorkloadTest {

    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");

    @Test
    void pods_keep_to_the_restricted_pod_security_standard() {
        deployments().forEach(deployment -> {
            JsonNode pod = deployment.at("/spec/template/spec");
            String name = Chart.name(deployment);
            for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
                assertThat(pod.path(shared).asBoolean())
                        .as("%s of %s", shared, name)
                        .isFalse();
            }
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean())
                    .as(name)
                    .isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asInt()).as(name).isPositive();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                    .as(name)
                    .isEqualTo("RuntimeDefault");
            pod.path("volumes").forEach(volume -> volume.fieldNames().forEachRemaining(field -> assertThat(field)
                    .as("volume of %s", name)
                    .satisfiesAnyOf(it -> assertThat(it).isEqualTo("name"), it -> assertThat(VOLUMES)
                            .contains(it))));
            Chart.containers(deployment).forEach(container -> {
                JsonNode security = container.path("securityContext");
                assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                        .as(name)
                        .isFalse();
                assertThat(security.at("/capabilities/drop").toString())
                        .as(name)
                        .isEqualTo("[\"ALL\"]");
                assertThat(security.has("privileged")).as(name).isFalse();
                container.path("ports").forEach(port -> assertThat(port.has("hostPort"))
                        .as(name)
                        .isFalse());
            });
        });
    }

    @Test
    void pods_write_to_volumes_only_and_have_no_token() {
        deployments().forEach(deployment -> {
            assertThat(deployment
                            .at("/spec/template/spec/automountServiceAccountToken")
                            .asBoolean(true))
                    .as(Chart.name(deployment))
                    .isFalse();
            Chart.containers(deployment).forEach(container -> {
                assertThat(container
                                .at("/securityContext/readOnlyRootFilesystem")
                                .asBoolean())
                        .as(Chart.name(deployment))
                        .isTrue();
                assertThat(container.path("volumeMounts").findValuesAsText("mountPath"))
                        .contains("/tmp");
            });
        });
    }

    @Test
    void containers_are_probed_and_bounded_and_of_a_named_version() {
        deployments().forEach(deployment -> {
            String name = Chart.name(deployment);
            JsonNode container = deployment.at("/spec/template/spec/containers/0");
            for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
                assertThat(container.at("/" + probe + "/httpGet/path").asText())
                        .as("%s of %s", probe, name)
                        .isNotEmpty();
            }
            Chart.containers(deployment).forEach(each -> {
                assertThat(each.at("/resources/requests").has("cpu")).as(name).isTrue();
                assertThat(each.at("/resources/requests").has("memory"))
                        .as(name)
                        .isTrue();
                assertThat(each.at("/resources/limits").has("memory")).as(name).isTrue();
                assertThat(each.path("image").asText())
                        .as(name)
                        .matches(".+:.+")
                        .doesNotEndWith(":latest");
            });
        });
    }

    @Test
    void pods_are_spread_and_drained_one_at_a_time_with_time_to_end() {
        Chart chart = Chart.standard();
        chart.ofKind("Deployment").forEach(deployment -> {
            String name = Chart.name(deployment);
            JsonNode pod = deployment.at("/spec/template/spec");
            assertThat(chart.the("PodDisruptionBudget", name)
                            .at("/spec/maxUnavailable")
                            .asInt())
                    .isEqualTo(1);
            assertThat(chart.the("PodDisruptionBudget", name).at("/spec/selector"))
                    .isEqualTo(deployment.at("/spec/selector"));
            assertThat(pod.path("topologySpreadConstraints").findValuesAsText("topologyKey"))
                    .as(name)
                    .containsExactly("kubernetes.io/hostname", "topology.kubernetes.io/zone");
            // Requests under way, then the jobs, then the consumers' batches.
            assertThat(pod.path("terminationGracePeriodSeconds").asInt())
                    .as(name)
                    .isGreaterThanOrEqualTo(60);
            assertThat(pod.at("/containers/0/lifecycle/preStop/sleep/seconds").asInt())
                    .as(name)
                    .isPositive();
        });
    }

    @Test
    void schema_is_migrated_before_a_service_starts_and_not_by_it() {
        deployments()
                .filter(each -> each.at("/spec/template/metadata/labels").has("cancernet.io/service"))
                .forEach(deployment -> {
                    JsonNode pod = deployment.at("/spec/template/spec");
                    JsonNode migration = pod.at("/initContainers/0");
                    assertThat(migration.path("image")).isEqualTo(pod.at("/containers/0/image"));
                    assertThat(value(migration, "QUARKUS_INIT_AND_EXIT")).isEqualTo("true");
                    assertThat(value(migration, "QUARKUS_FLYWAY_MIGRATE_AT_START"))
                            .isEqualTo("true");
                    assertThat(value(pod.at("/containers/0"), "QUARKUS_FLYWAY_MIGRATE_AT_START"))
                            .isEqualTo("false");
                });
    }

    private static String value(JsonNode container, String variable) {
        return Chart.items(container.path("env"))
                .filter(each -> each.path("name").asText().equals(variable))
                .findFirst()
                .orElseThrow()
                .path("value")
                .asText();
    }

    private static Stream<JsonNode> deployments() {
        return Chart.variants().stream().flatMap(chart -> chart.ofKind("Deployment"));
    }
}
