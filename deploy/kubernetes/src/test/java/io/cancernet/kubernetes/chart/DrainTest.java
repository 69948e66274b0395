package io.cancernet.kubernetes.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That a pod which is asked to end has the time for it, and is asked nothing more. */
class DrainTest {

    private static final Path HOME = Path.of(System.getProperty("cancernet.home", "../.."));
    private static final String PRE_STOP = "/spec/template/spec/containers/0/lifecycle/preStop/sleep/seconds";
    /** Seconds that BatchConsumer waits for batches under way. */
    private static final int CONSUMERS = 10;
    /** Seconds that JobWorker waits for its job to give way, and RunWorker for its run. */
    private static final int JOB = 20;

    private static final int RUN = 120;
    /** Seconds until everybody has heard that a pod goes. */
    private static final int NEWS = 5;

    @Test
    void pods_have_the_time_that_a_stop_takes_at_its_longest() throws IOException {
        for (JsonNode deployment : Chart.standard().services()) {
            long jobs = JOB * workers(Chart.service(deployment));
            if (Chart.name(deployment).equals("trainer")) {
                jobs += RUN - JOB;
            }
            long longest = deployment.at(PRE_STOP).asInt() + requests(deployment) + CONSUMERS + jobs;

            assertThat(deployment
                            .at("/spec/template/spec/terminationGracePeriodSeconds")
                            .asLong())
                    .as(Chart.name(deployment))
                    .isGreaterThanOrEqualTo(longest);
        }
    }

    @Test
    void gateway_has_let_go_of_a_pod_before_that_refuses_requests() {
        Chart chart = Chart.standard();
        String upstreams = chart.the("ConfigMap", "gateway")
                .path("data")
                .path("upstreams.conf")
                .asText();
        assertThat(upstreams.lines().filter(line -> line.startsWith("upstream ")))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).contains(" keepalive_time ", " keepalive_timeout "));
        // An idle connection may be used once more when it is as old as it gets.
        int kept = seconds(upstreams, " keepalive_time (\\d+)s;") + seconds(upstreams, " keepalive_timeout (\\d+)s;");

        assertThat(chart.services())
                .allSatisfy(deployment -> assertThat(deployment.at(PRE_STOP).asInt())
                        .as(Chart.name(deployment))
                        .isGreaterThanOrEqualTo(NEWS + kept));
    }

    private static int requests(JsonNode deployment) {
        String timeout = Chart.items(deployment.at("/spec/template/spec/containers/0/env"))
                .filter(each -> each.path("name").asText().equals("QUARKUS_SHUTDOWN_TIMEOUT"))
                .findFirst()
                .orElseThrow()
                .path("value")
                .asText();
        return seconds(timeout, "^(\\d+)S$");
    }

    private static int seconds(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    /** Workers of a service, which are stopped one after the other. */
    private static long workers(String service) throws IOException {
        long workers = 0;
        try (Stream<Path> files = Files.walk(HOME.resolve(service).resolve("src/main/java"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                workers += Pattern.compile("new JobWorker\\(")
                        .matcher(Files.readString(file))
                        .results()
                        .count();
            }
        }
        assertThat(workers).as(service).isPositive();
        return workers;
    }
}
