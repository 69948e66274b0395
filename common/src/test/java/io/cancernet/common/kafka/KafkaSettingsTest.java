package io.cancernet.common.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.kafka.client.runtime.KafkaRuntimeConfigProducer;
import io.quarkus.runtime.ApplicationConfig;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.junit.jupiter.api.Test;

/** The settings of an encrypted connection to Kafka that SECURITY.md names. */
class KafkaSettingsTest {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
            "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
            "KAFKA_SASL_MECHANISM", "SCRAM-SHA-512",
            "KAFKA_SASL_JAAS_CONFIG",
                    ScramLoginModule.class.getName() + " required username=\"dataset\" password=\"of-a-test\";",
            "KAFKA_SSL_TRUSTSTORE_TYPE", "PEM",
            "KAFKA_SSL_TRUSTSTORE_LOCATION", "/certificates/ca.pem");

    @Test
    void environment_reachesTheSettingsOfEveryClient() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(ENVIRONMENT, 300))
                .build();

        Map<String, Object> settings =
                new KafkaRuntimeConfigProducer().createKafkaRuntimeConfig(config, new Application());

        assertThat(settings)
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("sasl.jaas.config", ENVIRONMENT.get("KAFKA_SASL_JAAS_CONFIG"))
                .containsEntry("ssl.truststore.type", "PEM")
                .containsEntry("ssl.truststore.location", "/certificates/ca.pem");
        assertThat(AdminClientConfig.configNames())
                .containsAll(settings.keySet().stream()
                        .filter(key -> key.startsWith("s"))
                        .toList());
    }

    private record Application() implements ApplicationConfig {

        @Override
        public Optional<String> name() {
            return Optional.of("dataset-service");
        }

        @Override
        public Optional<String> version() {
            return Optional.empty();
        }

        @Override
        public Optional<String> uiHeader() {
            return Optional.empty();
        }
    }
}
