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
    void endpoint_turnsTracingOn() {
        assertThat(sources(Map.of(NAME, "http://collector:4317")))
                .singleElement()
                .satisfies(source -> {
                    assertThat(source.getValue("quarkus.otel.sdk.disabled")).isEqualTo("false");
                    assertThat(source.getValue("quarkus.otel.exporter.otlp.endpoint"))
                            .isEqualTo("http://collector:4317");
                });
    }

    @Test
    void noEndpoint_leavesItOff() {
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
