package io.cancernet.common.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigValue;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

class OtlpEndpointTest {

    private static final String NAME = "otel.exporter.otlp.endpoint";

    @Test
    void endpoint_hasTracesRecordedAndSent() {
        assertThat(sources(Map.of(NAME, "http://collector:4317")))
                .singleElement()
                .extracting(ConfigSource::getProperties)
                .isEqualTo(Map.of(
                        "quarkus.otel.exporter.otlp.endpoint", "http://collector:4317",
                        "quarkus.otel.exporter.otlp.protocol", "grpc",
                        "quarkus.otel.traces.sampler.arg", "1.0"));
    }

    @Test
    void protocolAndShare_areTakenOver() {
        assertThat(sources(Map.of(
                        NAME,
                        "http://collector:4318",
                        "otel.exporter.otlp.protocol",
                        "http/protobuf",
                        "otel.traces.sampler.arg",
                        "0.1")))
                .singleElement()
                .satisfies(source -> {
                    assertThat(source.getValue("quarkus.otel.exporter.otlp.protocol"))
                            .isEqualTo("http/protobuf");
                    assertThat(source.getValue("quarkus.otel.traces.sampler.arg"))
                            .isEqualTo("0.1");
                });
    }

    @Test
    void noEndpoint_leavesThemUnrecorded() {
        assertThat(sources(Map.of())).isEmpty();
        assertThat(sources(Map.of(NAME, " "))).isEmpty();
    }

    private static Iterable<ConfigSource> sources(Map<String, String> config) {
        return new OtlpEndpoint().getConfigSources(new ConfigSourceContext() {
            @Override
            public ConfigValue getValue(String name) {
                return ConfigValue.builder()
                        .withName(name)
                        .withValue(config.get(name))
                        .build();
            }

            @Override
            public Iterator<String> iterateNames() {
                return Collections.emptyIterator();
            }
        });
    }
}
