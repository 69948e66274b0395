package io.cancernet.kubernetes.environment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The environment variables that a packaged service reads. */
final class PackagedService {

    /** What the settings of the environment come to. */
    enum Verdict {
        KNOWN,
        FIXED_AT_BUILD,
        UNKNOWN
    }

    /** Read by what runs below the service: Java's launcher, the C library, OpenMP. */
    private static final Set<String> OF_THE_MACHINE =
            Set.of("JDK_JAVA_OPTIONS", "JAVA_HOME", "PATH", "LD_LIBRARY_PATH", "MALLOC_ARENA_MAX", "OMP_WAIT_POLICY");

    /** Named in DJL's classes, when DJL is in the service. */
    private static final List<String> OF_DJL =
            List.of("DJL_CACHE_DIR", "OPT_OUT_TRACKING", "PYTORCH_LIBRARY_PATH", "PYTORCH_VERSION", "PYTORCH_FLAVOR");

    /** Read by common's OtlpEndpoint. */
    private static final String OTLP = "otel.exporter.otlp.endpoint";

    private final List<EnvironmentPattern> known = new ArrayList<>();
    private final List<EnvironmentPattern> fixed;
    private final Set<String> plain = new HashSet<>(OF_THE_MACHINE);

    private PackagedService(QuarkusConfig quarkus) {
        this.known.addAll(quarkus.runtime());
        this.fixed = quarkus.fixed();
    }

    static PackagedService of(Path home, String service) throws IOException {
        Path app = home.resolve(service).resolve("target/quarkus-app");
        List<Path> libraries = jars(app.resolve("lib/main"), app.resolve("lib/boot"));
        List<Path> own = Stream.concat(
                        jars(app.resolve("app")).stream(),
                        libraries.stream()
                                .filter(jar -> jar.getFileName().toString().startsWith("io.cancernet.")))
                .toList();
        PackagedService found = new PackagedService(QuarkusConfig.in(libraries));
        OwnConfig.in(own).forEach(found::know);
        for (Path jar : own) {
            found.knowChannels(jar);
        }
        Stream.concat(ConsumerConfig.configNames().stream(), ProducerConfig.configNames().stream())
                .forEach(name -> found.know("kafka." + name));
        found.know(OTLP);
        for (Path jar : libraries) {
            if (jar.getFileName().toString().startsWith("ai.djl.")) {
                found.plain.addAll(namedIn(jar));
            }
        }
        return found;
    }

    Verdict judge(String variable) {
        if (plain.contains(variable) || known.stream().anyMatch(each -> each.matches(variable))) {
            return Verdict.KNOWN;
        }
        return fixed.stream().anyMatch(each -> each.matches(variable)) ? Verdict.FIXED_AT_BUILD : Verdict.UNKNOWN;
    }

    private void know(String property) {
        known.add(EnvironmentPattern.of(property));
    }

    /** Settings of channels are free names: those that the service itself sets are known to be read. */
    private void knowChannels(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (String file : List.of("application.properties", "META-INF/microprofile-config.properties")) {
                ZipEntry entry = zip.getEntry(file);
                if (entry != null) {
                    Properties properties = new Properties();
                    try (InputStream in = zip.getInputStream(entry)) {
                        properties.load(in);
                    }
                    properties.stringPropertyNames().stream()
                            .filter(name -> name.startsWith("mp.messaging."))
                            .forEach(this::know);
                }
            }
        }
    }

    private static List<String> namedIn(Path jar) throws IOException {
        List<String> found = new ArrayList<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.getName().endsWith(".class")) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        String constants = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
                        OF_DJL.stream().filter(constants::contains).forEach(found::add);
                    }
                }
            }
        }
        return found;
    }

    private static List<Path> jars(Path... folders) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".jar")).forEach(found::add);
            }
        }
        return found;
    }
}
