package io.cancernet.backup;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.Flyway;

/** The services' schemas, made by their own migrations without starting them. */
final class Migrations {

    private static final Map<String, String> SERVICES =
            Map.of("dataset", "dataset-service", "training", "training-service", "inference", "inference-service");

    private Migrations() {}

    /** Makes or upgrades a schema, as its service does when it starts. */
    static void migrate(Path home, String url, String user, String password, String schema) {
        Path service = home.resolve(Objects.requireNonNull(SERVICES.get(schema)));
        Flyway.configure()
                .dataSource(url, user, password)
                .schemas(schema)
                .defaultSchema(schema)
                .locations(
                        "filesystem:" + home.resolve("common/src/main/resources/db/common"),
                        "filesystem:" + service.resolve("src/main/resources/db/migration"))
                .load()
                .migrate();
    }
}
