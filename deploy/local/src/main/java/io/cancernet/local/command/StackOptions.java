package io.cancernet.local.command;

import io.cancernet.local.stack.StackPorts;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the commands that start the whole system. */
final class StackOptions {

    /** System property, set by the script: root of the built tree. */
    static final String HOME_PROPERTY = "cancernet.home";

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where all data and logs are kept (default: $XDG_DATA_HOME/cancernet, or"
                    + " ~/.local/share/cancernet).")
    private @Nullable Path dataDirectory;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port of the one URL that clients use (default: ${DEFAULT-VALUE}). 0 takes any free port;"
                    + " so it does for all ports.")
    private int port;

    @Option(names = "--dataset-port", paramLabel = "N", defaultValue = "18081", description = "(${DEFAULT-VALUE})")
    private int datasetPort;

    @Option(names = "--training-port", paramLabel = "N", defaultValue = "18082", description = "(${DEFAULT-VALUE})")
    private int trainingPort;

    @Option(names = "--inference-port", paramLabel = "N", defaultValue = "18083", description = "(${DEFAULT-VALUE})")
    private int inferencePort;

    @Option(names = "--kafka-port", paramLabel = "N", defaultValue = "19092", description = "(${DEFAULT-VALUE})")
    private int kafkaPort;

    @Option(names = "--postgres-port", paramLabel = "N", defaultValue = "15432", description = "(${DEFAULT-VALUE})")
    private int postgresPort;

    @Option(names = "--s3-port", paramLabel = "N", defaultValue = "19000", description = "(${DEFAULT-VALUE})")
    private int s3Port;

    StackPorts ports() {
        return new StackPorts(port, datasetPort, trainingPort, inferencePort, kafkaPort, postgresPort, s3Port);
    }

    Optional<Path> givenDataDirectory() {
        return Optional.ofNullable(dataDirectory);
    }

    Path dataDirectory() {
        return givenDataDirectory()
                .orElseGet(
                        () -> standardDataDirectory(System.getenv("XDG_DATA_HOME"), System.getProperty("user.home")));
    }

    static Path standardDataDirectory(@Nullable String dataHome, String userHome) {
        return dataHome == null || dataHome.isBlank()
                ? Path.of(userHome, ".local", "share", "cancernet")
                : Path.of(dataHome, "cancernet");
    }

    Path home() {
        String home = System.getProperty(HOME_PROPERTY);
        if (home == null) {
            throw new IllegalArgumentException(
                    "start cancernet by its script, or set the system property " + HOME_PROPERTY);
        }
        return Path.of(home);
    }
}
