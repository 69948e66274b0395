package io.cancernet.kubernetes.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** That authorities and logins of an installation's own come from its secrets, to services and to migrations alike. */
class SecretsTest {

    private static final Map<String, String> AUTHORITIES = Map.of(
            "/etc/cancernet/kafka-ca", "kafka-authority",
            "/etc/cancernet/postgres-ca", "database-authority",
            "/etc/cancernet/object-store-ca", "store-authority",
            "/etc/cancernet/oidc-ca", "login-authority");

    @Test
    void authorities_of_ones_own_are_mounted_where_the_variables_say() {
        for (JsonNode deployment : Chart.with(Chart.OWN_AUTHORITIES).services()) {
            Map<String, String> secrets = secrets(deployment);
            Chart.containers(deployment).forEach(container -> {
                assertThat(mounted(container, secrets))
                        .as(Chart.name(deployment))
                        .containsExactlyInAnyOrderEntriesOf(AUTHORITIES);
                Map<String, String> variables = variables(container);
                assertThat(variables)
                        .containsEntry(
                                "CANCERNET_OBJECT_STORE_CA_CERTIFICATES", "/etc/cancernet/object-store-ca/ca.crt")
                        .containsEntry("KAFKA_SSL_TRUSTSTORE_TYPE", "PEM")
                        .containsEntry("KAFKA_SSL_TRUSTSTORE_LOCATION", "/etc/cancernet/kafka-ca/ca.crt")
                        .containsEntry("QUARKUS_OIDC_TLS_TLS_CONFIGURATION_NAME", "provider")
                        .containsEntry("QUARKUS_TLS__PROVIDER__TRUST_STORE_PEM_CERTS", "/etc/cancernet/oidc-ca/ca.crt")
                        .containsEntry(
                                "QUARKUS_DATASOURCE_JDBC_URL",
                                "jdbc:postgresql://db.example.org/cancernet?ApplicationName=cancernet"
                                        + "&sslmode=verify-full&sslrootcert=/etc/cancernet/postgres-ca/ca.crt");
            });
        }
    }

    @Test
    void authorities_of_the_operators_are_mounted_and_no_others() {
        for (JsonNode deployment : Chart.standard().services()) {
            Map<String, String> secrets = secrets(deployment);
            Chart.containers(deployment).forEach(container -> {
                assertThat(mounted(container, secrets))
                        .as(Chart.name(deployment))
                        .containsExactlyInAnyOrderEntriesOf(Map.of(
                                "/etc/cancernet/kafka-ca", "cancernet-kafka-cluster-ca-cert",
                                "/etc/cancernet/postgres-ca", "cancernet-postgres-ca"));
                assertThat(variables(container))
                        .containsKey("KAFKA_SSL_TRUSTSTORE_LOCATION")
                        .doesNotContainKeys(
                                "CANCERNET_OBJECT_STORE_CA_CERTIFICATES", "QUARKUS_OIDC_TLS_TLS_CONFIGURATION_NAME");
            });
        }
    }

    @Test
    void address_with_certificates_of_its_own_is_refused_beside_an_authority() {
        Map<String, Object> values = new HashMap<>(Chart.REQUIRED);
        values.putAll(Chart.OWN_AUTHORITIES);
        values.put("postgres.jdbcUrl", "jdbc:postgresql://db.example.org/cancernet?sslmode=require");

        assertThatThrownBy(() -> Chart.render(values)).hasMessageContaining("postgres.jdbcUrl has ssl settings");
    }

    @Test
    void variables_come_from_secrets_for_the_service_and_its_migration() {
        Chart chart = Chart.with(Chart.OWN_AUTHORITIES);

        assertThat(Chart.containers(chart.the("Deployment", "training-service")).toList())
                .hasSize(2)
                .allSatisfy(container -> assertThat(
                                container.at("/envFrom/0/secretRef/name").asText())
                        .isEqualTo("kafka-login"));
        assertThat(Chart.containers(chart.the("Deployment", "trainer")).toList())
                .noneMatch(container -> container.has("envFrom"));
    }

    /** The secrets of a pod by the names of their volumes. */
    private static Map<String, String> secrets(JsonNode deployment) {
        Map<String, String> secrets = new TreeMap<>();
        deployment.at("/spec/template/spec/volumes").forEach(volume -> {
            if (volume.has("secret")) {
                assertThat(volume.at("/secret/items/0/path").asText()).isEqualTo("ca.crt");
                secrets.put(
                        volume.path("name").asText(),
                        volume.at("/secret/secretName").asText());
            }
        });
        return secrets;
    }

    /** The secrets that a container sees, by folder. */
    private static Map<String, String> mounted(JsonNode container, Map<String, String> secrets) {
        Map<String, String> mounted = new TreeMap<>();
        container.path("volumeMounts").forEach(mount -> {
            String secret = secrets.get(mount.path("name").asText());
            if (secret != null) {
                mounted.put(mount.path("mountPath").asText(), secret);
            }
        });
        return mounted;
    }

    private static Map<String, String> variables(JsonNode container) {
        Map<String, String> variables = new TreeMap<>();
        container
                .path("env")
                .forEach(each -> variables.put(
                        each.path("name").asText(), each.path("value").asText()));
        return variables;
    }
}
