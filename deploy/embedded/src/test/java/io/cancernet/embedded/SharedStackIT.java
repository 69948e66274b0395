package io.cancernet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SharedStackIT {

    @Test
    void configuration_leadsToRunningServers() throws Exception {
        Map<String, String> configuration = SharedStack.configuration();

        assertThat(configuration)
                .containsOnlyKeys(
                        "kafka.bootstrap.servers",
                        "quarkus.datasource.jdbc.url",
                        "quarkus.datasource.username",
                        "quarkus.datasource.password",
                        "cancernet.object-store.endpoint",
                        "cancernet.object-store.access-key",
                        "cancernet.object-store.secret-key",
                        "cancernet.object-store.bucket");
        try (Connection connection = DriverManager.getConnection(
                configuration.get("quarkus.datasource.jdbc.url"),
                configuration.get("quarkus.datasource.username"),
                configuration.get("quarkus.datasource.password"))) {
            assertThat(connection.getCatalog()).isEqualTo("cancernet");
        }
    }

    @Test
    void copyInAnotherClassLoader_usesTheSameStack() throws Exception {
        URL classes = SharedStack.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            Class<?> copy = loader.loadClass(SharedStack.class.getName());
            assertThat(copy).isNotSameAs(SharedStack.class);

            Object configuration =
                    Objects.requireNonNull(copy.getMethod("configuration").invoke(null));

            assertThat(configuration).isEqualTo(SharedStack.configuration());
        }
    }
}
