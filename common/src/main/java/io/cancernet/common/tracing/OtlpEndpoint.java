package io.cancernet.common.tracing;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Has traces recorded and sent when {@code OTEL_EXPORTER_OTLP_ENDPOINT} is set. Otherwise they are not recorded, and
 * their ids still go along in headers, rows and logs.
 */
public final class OtlpEndpoint implements ConfigSourceFactory {

    private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
    private static final String PROTOCOL = "otel.exporter.otlp.protocol";
    private static final String SHARE = "otel.traces.sampler.arg";

    /** Above application.properties, below system properties and the environment. */
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        String endpoint = value(context, ENDPOINT, "");
        if (endpoint.isBlank()) {
            return List.of();
        }
        Map<String, String> settings = new HashMap<>();
        settings.put("quarkus.otel.exporter.otlp.endpoint", endpoint);
        settings.put("quarkus.otel.exporter.otlp.protocol", value(context, PROTOCOL, "grpc"));
        settings.put("quarkus.otel.traces.sampler.arg", value(context, SHARE, "1.0"));
        return List.of(new PropertiesConfigSource(settings, "otlp-endpoint", ORDINAL));
    }

    private static String value(ConfigSourceContext context, String name, String otherwise) {
        ConfigValue found = context.getValue(name);
        return found == null || found.getValue() == null ? otherwise : found.getValue();
    }
}
