package io.cancernet.local.command;

import io.cancernet.common.kafka.DeadLetterArchive;
import io.cancernet.local.client.FailedException;
import io.cancernet.local.client.UnreachableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that talks to Kafka itself. */
final class Broker {

    private static final String BOOTSTRAP = "bootstrap.servers";

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:CANCERNET_KAFKA:-localhost:19092}",
            description =
                    "Kafka's address (default: $CANCERNET_KAFKA, or localhost:19092, where 'cancernet up' has it).")
    private String bootstrap = "localhost:19092";

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Properties of Kafka's clients, such as those for TLS and SASL.")
    private @Nullable Path config;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table for people (default) or json for scripts.")
    private ServerAddress.Output output = ServerAddress.Output.TABLE;

    boolean json() {
        return output == ServerAddress.Output.JSON;
    }

    /** Works on the broker's dead letters. @throws UnreachableException when none answers */
    <T> T ask(Function<DeadLetterArchive, T> work) throws IOException {
        try {
            return work.apply(new DeadLetterArchive(settings()));
        } catch (TimeoutException e) {
            throw new UnreachableException("no Kafka answers at %s; is it running, and is --bootstrap right? (%s)"
                    .formatted(bootstrap, e.getMessage()));
        } catch (KafkaException e) {
            if (e.getCause() instanceof ConfigException wrong) {
                throw new IllegalArgumentException("--bootstrap or --kafka-config is wrong: " + wrong.getMessage(), e);
            }
            throw new FailedException("Kafka at %s refused: %s".formatted(bootstrap, e.getMessage()));
        } catch (IllegalStateException e) {
            throw new FailedException(String.valueOf(e.getMessage()));
        }
    }

    private Map<String, Object> settings() throws IOException {
        Map<String, Object> settings = new HashMap<>();
        if (config != null) {
            Properties properties = new Properties();
            try (InputStream in = Files.newInputStream(config)) {
                properties.load(in);
            }
            properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        }
        settings.put(BOOTSTRAP, bootstrap);
        return settings;
    }
}
