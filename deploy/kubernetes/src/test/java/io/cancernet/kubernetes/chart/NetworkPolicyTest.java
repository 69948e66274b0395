package io.cancernet.kubernetes.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** That everything is denied but the flows named here. */
class NetworkPolicyTest {

    @Test
    void every_pod_of_ours_is_denied_everything_by_default() {
        Chart chart = Chart.standard();
        JsonNode deny = chart.the("NetworkPolicy", "cancernet-default-deny").path("spec");

        assertThat(deny.path("policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
        assertThat(deny.has("ingress")).isFalse();
        assertThat(deny.has("egress")).isFalse();
        chart.ofKind("Deployment").forEach(deployment -> deny.at("/podSelector/matchLabels")
                .properties()
                .forEach(label -> assertThat(
                                deployment.at("/spec/template/metadata/labels").path(label.getKey()))
                        .as("%s of %s", label.getKey(), Chart.name(deployment))
                        .isEqualTo(label.getValue())));
    }

    @Test
    void flows_are_these_and_no_others() {
        Map<String, String> flows = new TreeMap<>();
        Chart.standard().ofKind("NetworkPolicy").forEach(policy -> {
            JsonNode spec = policy.path("spec");
            String rules = rules("from", spec.path("ingress")) + rules("to", spec.path("egress"));
            if (!rules.isEmpty()) {
                flows.put(Chart.name(policy), rules);
            }
        });

        assertThat(flows)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "cancernet-dns", "to namespace kube-system, 169.254.20.10/32 53,53; ",
                        "cancernet-ingress-to-gateway", "from namespace ingress 8080; ",
                        "cancernet-gateway-to-services", "to services 8080,8081,8083; ",
                        "cancernet-services", "from gateway, namespace monitoring 8080,8081,8083; ",
                        "cancernet-services-to-stores",
                                "to cancernet-kafka 9093; to cancernet-postgres 5432; to 0.0.0.0/0 443,9000;"
                                        + " to 0.0.0.0/0 443; ",
                        "cancernet-to-postgres",
                                "from services, cancernet-postgres, namespace keda 5432; from cloudnative-pg"
                                        + " 8000,5432; from namespace monitoring 9187; "));
    }

    @Test
    void names_are_asked_for_where_the_cluster_answers() {
        JsonNode policy = Chart.with(Map.of(
                        "networkPolicies.dns.namespaces[0]",
                        "openshift-dns",
                        "networkPolicies.dns.cidrs[0]",
                        "10.0.0.53/32",
                        "networkPolicies.dns.ports[0]",
                        53,
                        "networkPolicies.dns.ports[1]",
                        5353))
                .the("NetworkPolicy", "cancernet-dns");

        assertThat(rules("to", policy.at("/spec/egress")))
                .isEqualTo("to namespace openshift-dns, 10.0.0.53/32 53,53,5353,5353; ");
    }

    private static String rules(String direction, JsonNode rules) {
        return Chart.items(rules)
                .map(rule -> direction + " "
                        + Chart.items(rule.path(direction))
                                .map(NetworkPolicyTest::peer)
                                .collect(Collectors.joining(", "))
                        + " " + String.join(",", rule.path("ports").findValuesAsText("port")) + "; ")
                .collect(Collectors.joining());
    }

    private static String peer(JsonNode peer) {
        if (peer.has("ipBlock")) {
            return peer.at("/ipBlock/cidr").asText();
        }
        JsonNode labels = peer.at("/podSelector/matchLabels");
        if (peer.at("/podSelector").has("matchExpressions")) {
            return "services";
        }
        for (String label : List.of(
                "app.kubernetes.io/component", "strimzi.io/cluster", "cnpg.io/cluster", "app.kubernetes.io/name")) {
            if (labels.has(label)) {
                return labels.path(label).asText();
            }
        }
        return "namespace "
                + peer.at("/namespaceSelector/matchLabels/kubernetes.io~1metadata.name")
                        .asText();
    }
}
