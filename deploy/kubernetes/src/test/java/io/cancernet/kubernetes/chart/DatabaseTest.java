package io.cancernet.kubernetes.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class DatabaseTest {

    private static final Path HOME = Path.of(System.getProperty("cancernet.home", "../.."));

    @Test
    void database_has_connections_for_every_replica_and_one_more_of_each_during_a_roll_out() throws IOException {
        Chart chart = Chart.standard();
        int connections = 0;
        for (JsonNode deployment : chart.services()) {
            connections += (replicas(chart, deployment) + 1) * pool(Chart.service(deployment));
        }

        assertThat(chart.the("Cluster", "cancernet-postgres")
                        .at("/spec/postgresql/parameters/max_connections")
                        .asInt())
                .isGreaterThanOrEqualTo(connections);
    }

    private static int replicas(Chart chart, JsonNode deployment) {
        return chart.ofKind("ScaledObject")
                .filter(each -> Chart.name(each).equals(Chart.name(deployment)))
                .map(each -> each.at("/spec/maxReplicaCount").asInt())
                .findFirst()
                .orElse(deployment.at("/spec/replicas").asInt());
    }

    private static int pool(String service) throws IOException {
        Properties settings = new Properties();
        try (InputStream in =
                Files.newInputStream(HOME.resolve(service).resolve("src/main/resources/application.properties"))) {
            settings.load(in);
        }
        String pool = settings.getProperty("quarkus.datasource.jdbc.max-size");
        assertThat(pool).as("pool of %s", service).isNotNull();
        return Integer.parseInt(pool);
    }
}
