package io.cancernet.local.stack;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A service of the platform, and how much memory its JVM gets on one machine. */
enum Service {
    DATASET("dataset-service", "/dataset", "-Xmx512m -Xms64m"),
    // The decoded patches are mapped and the tensors are libtorch's: neither counts as heap.
    TRAINING("training-service", "", "-Xmx1g -Xms64m"),
    // What a batch holds dies with it: in a smaller young generation it grows old first, and full collections stop
    // scoring for 100 ms each.
    INFERENCE("inference-service", "/inference", "-Xmx768m -Xms300m -Xmn192m");

    private final String id;
    private final String prefix;
    private final String heap;

    Service(String id, String prefix, String heap) {
        this.id = id;
        this.prefix = prefix;
        this.heap = heap;
    }

    /** Name of the module, the process and its log. */
    String id() {
        return id;
    }

    /** Path before its own on the gateway; empty for the one at the root. */
    String prefix() {
        return prefix;
    }

    int port(StackPorts ports) {
        return switch (this) {
            case DATASET -> ports.dataset();
            case TRAINING -> ports.training();
            case INFERENCE -> ports.inference();
        };
    }

    List<String> jvmOptions() {
        List<String> options = new ArrayList<>(List.of(heap.split(" ")));
        options.addAll(List.of(
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:ReservedCodeCacheSize=128m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dai.djl.offline=true"));
        return options;
    }

    /** The packaged service in a built tree. */
    Path jar(Path home) {
        return packaged(home).resolve("quarkus-run.jar");
    }

    /** The class path of its code and libraries, for other main classes than the service's own. */
    String code(Path home) {
        return Stream.of("app", "lib/main", "lib/boot")
                .map(folder -> packaged(home).resolve(folder) + "/*")
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Path packaged(Path home) {
        return home.resolve(id).resolve("target").resolve("quarkus-app");
    }
}
