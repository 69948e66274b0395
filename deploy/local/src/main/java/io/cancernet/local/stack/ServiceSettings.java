package io.cancernet.local.stack;

import io.cancernet.embedded.Endpoints;
import java.util.Map;
import java.util.TreeMap;

/** The environment of a service's process: where its servers are, and secrets, which no argument list may show. */
final class ServiceSettings {

    private static final String THREADS = Integer.toString(Runtime.getRuntime().availableProcessors());

    private ServiceSettings() {}

    static Map<String, String> of(Service service, StackPorts ports, Endpoints endpoints, DataDirectory data) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        settings.put("QUARKUS_HTTP_PORT", Integer.toString(service.port(ports)));
        // One user, with all of the machine's load.
        settings.put("CANCERNET_REQUEST_RATE_PER_SECOND", "0");
        settings.put("KAFKA_BOOTSTRAP_SERVERS", endpoints.kafka().bootstrapServers());
        settings.put("QUARKUS_DATASOURCE_JDBC_URL", endpoints.postgres().jdbcUrl());
        settings.put("QUARKUS_DATASOURCE_USERNAME", endpoints.postgres().user());
        settings.put("QUARKUS_DATASOURCE_PASSWORD", endpoints.postgres().password());
        settings.put("CANCERNET_OBJECT_STORE_ENDPOINT", endpoints.s3().endpoint());
        settings.put("CANCERNET_OBJECT_STORE_ACCESS_KEY", endpoints.s3().accessKey());
        settings.put("CANCERNET_OBJECT_STORE_SECRET_KEY", endpoints.s3().secretKey());
        // glibc gives each thread an arena of its own, which libtorch's buffers then blow up.
        settings.put("MALLOC_ARENA_MAX", "2");
        settings.put("OPT_OUT_TRACKING", "true");
        switch (service) {
            case DATASET -> {
                settings.put("CANCERNET_PSEUDONYM_KEY", data.pseudonymKey());
                // The launcher's user may read these files anyway, and the service listens on loopback only.
                settings.put("CANCERNET_INGEST_ALLOWED_ROOTS", "/");
            }
            case TRAINING -> {
                settings.put(
                        "CANCERNET_TRAINING_CACHE_DIR", data.cache("training").toString());
                tensorThreads(settings);
            }
            case INFERENCE -> tensorThreads(settings);
        }
        return settings;
    }

    private static void tensorThreads(Map<String, String> settings) {
        Map<String, String> given = System.getenv();
        settings.put("OMP_NUM_THREADS", given.getOrDefault("OMP_NUM_THREADS", THREADS));
        // By default, threads that wait for each other spin: beside other busy processes, training then came to a
        // twelfth of its rate.
        settings.put("OMP_WAIT_POLICY", given.getOrDefault("OMP_WAIT_POLICY", "passive"));
    }
}
