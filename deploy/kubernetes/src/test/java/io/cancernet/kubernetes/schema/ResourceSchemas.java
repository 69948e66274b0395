package io.cancernet.kubernetes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What Kubernetes and its operators accept: Kubernetes' own resources are checked by its Java client's types, those of
 * operators by JSON schemas made from their definitions. Both refuse unknown fields, missing ones and other types.
 */
public final class ResourceSchemas {

    private interface Check {
        void check(JsonElement resource) throws IOException;
    }

    private static final Map<String, Check> OWN = Map.of(
            "v1/ConfigMap", V1ConfigMap::validateJsonElement,
            "v1/Secret", V1Secret::validateJsonElement,
            "v1/Service", V1Service::validateJsonElement,
            "v1/ServiceAccount", V1ServiceAccount::validateJsonElement,
            "apps/v1/Deployment", V1Deployment::validateJsonElement,
            "networking.k8s.io/v1/Ingress", V1Ingress::validateJsonElement,
            "networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy::validateJsonElement,
            "policy/v1/PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement);

    private static final Map<String, String> OPERATORS = Map.of(
            "kafka.strimzi.io", "strimzi.json",
            "keda.sh", "keda.json",
            "monitoring.coreos.com", "prometheus-operator.json",
            "postgresql.cnpg.io", "cloudnativepg.json");

    private ResourceSchemas() {}

    /** What is wrong with a resource; nothing for a valid one. */
    public static List<String> faults(JsonNode resource) throws IOException {
        String version = resource.path("apiVersion").asText();
        Check own = OWN.get(version + "/" + resource.path("kind").asText());
        if (own != null) {
            return faults(own, resource);
        }
        String schema = OPERATORS.get(version.replaceFirst("/.*", ""));
        if (schema == null) {
            return List.of("no schema of " + version + " " + resource.path("kind"));
        }
        return JsonSchemas.load(schema).faults(resource);
    }

    private static List<String> faults(Check check, JsonNode resource) throws IOException {
        try {
            check.check(JsonParser.parseString(resource.toString()));
            return List.of();
        } catch (IllegalArgumentException | IllegalStateException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }
}
