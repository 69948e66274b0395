package io.cancernet.local.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The dashboards and alert rules of the tree, and the queries in them. */
public final class MonitoringFiles {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final Path deploy;

    /**
     * The files of a tree.
     *
     * @param home its root
     */
    public MonitoringFiles(Path home) {
        this.deploy = home.resolve("deploy");
    }

    /** A query, and the file and panel or alert that it stands in. */
    record Query(String where, String expression) {

        PromQl parsed() {
            return PromQl.parse(expression);
        }
    }

    List<Query> queries() throws IOException {
        List<Query> queries = new ArrayList<>();
        for (JsonNode rule : alerts()) {
            queries.add(new Query(
                    "alert " + rule.path("alert").asText(), rule.path("expr").asText()));
        }
        for (Path file : dashboards()) {
            JsonNode dashboard = new ObjectMapper().readTree(file.toFile());
            for (JsonNode panel : dashboard.path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    queries.add(new Query(
                            file.getFileName() + ": " + panel.path("title").asText(),
                            // What Grafana puts in its place is a duration.
                            target.path("expr").asText().replace("$__rate_interval", "5m")));
                }
            }
        }
        return queries;
    }

    List<JsonNode> alerts() throws IOException {
        List<JsonNode> alerts = new ArrayList<>();
        for (JsonNode group : YAML.readTree(rules().toFile()).path("groups")) {
            group.path("rules").forEach(alerts::add);
        }
        return alerts;
    }

    Path rules() {
        return deploy.resolve("prometheus/cancernet-rules.yml");
    }

    Path alertTests() {
        return deploy.resolve("prometheus/tests/cancernet-rules-test.yml");
    }

    List<Path> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(deploy.resolve("grafana"))) {
            return files.filter(each -> each.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
