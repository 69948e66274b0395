package io.cancernet.local.security;

import io.cancernet.embedded.Credentials;
import io.cancernet.embedded.EmbeddedStack;
import io.cancernet.embedded.Endpoints;
import io.cancernet.embedded.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The gateway, Keycloak and the three services as {@code compose.yaml} starts them, each as a process with the environment
 * of its container; Kafka, Postgres and the object store are the embedded ones.
 */
final class ComposedSystem implements AutoCloseable {

    /** The gateway of the compose file. */
    static final Path NGINX = Path.of(System.getProperty("cancernet.nginx", "/usr/sbin/nginx"));

    private static final Map<String, String> HEAPS =
            Map.of("training-service", "768m", "dataset-service", "384m", "inference-service", "512m");
    private static final String LOOPBACK = "127.0.0.1";

    private final Path home;
    private final Path folder;
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final Deque<Runnable> running = new ArrayDeque<>();
    private final int gateway = Ports.free();

    private ComposedSystem(Path home, Path folder) {
        this.home = home;
        this.folder = folder;
    }

    /**
     * Starts everything and returns when all is ready.
     *
     * @param home root of the built tree
     * @param keycloak the unpacked distribution, whose data of earlier runs is deleted
     * @param folder for data and logs
     */
    static ComposedSystem start(Path home, Path keycloak, Path folder) throws IOException {
        ComposedSystem system = new ComposedSystem(home, folder);
        try {
            system.startAll(keycloak);
            return system;
        } catch (IOException | RuntimeException | AssertionError e) {
            system.close();
            throw e;
        }
    }

    /** What people open. */
    URI url() {
        return URI.create("http://localhost:" + gateway);
    }

    /** The realm's address, as services reach it past the gateway. */
    URI realmWithin() {
        return URI.create("http://%s:%d/auth/realms/cancernet".formatted(LOOPBACK, port("keycloak")));
    }

    /** The realm's address for people and machines. */
    URI realm() {
        return url().resolve("/auth/realms/cancernet");
    }

    /** A secret of {@code .env}. */
    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    private void startAll(Path keycloak) throws IOException {
        for (String secret : List.of(
                "POSTGRES_PASSWORD",
                "S3_ACCESS_KEY",
                "S3_SECRET_KEY",
                "PSEUDONYM_KEY",
                "OIDC_CLIENT_SECRET",
                "PIPELINE_SECRET",
                "KEYCLOAK_PASSWORD")) {
            variables.put(secret, UUID.randomUUID().toString());
        }
        variables.put("CANCERNET_PUBLIC_URL", url().toString());
        EmbeddedStack stores = EmbeddedStack.builder(folder.resolve("stores"))
                .credentials(new Credentials(
                        "cancernet",
                        variable("POSTGRES_PASSWORD"),
                        variable("S3_ACCESS_KEY"),
                        variable("S3_SECRET_KEY")))
                .start();
        running.push(stores::close);
        ComposeFile compose = new ComposeFile(home.resolve("deploy/compose"), variables, addresses(stores.endpoints()));
        startKeycloak(compose, keycloak);
        Map<String, Started> services = new LinkedHashMap<>();
        for (String service : HEAPS.keySet()) {
            services.put(service, startService(compose, service));
        }
        services.forEach((name, service) ->
                service.awaitReady(URI.create("http://%s:%d/q/health/ready".formatted(LOOPBACK, port(name)))));
        startGateway(compose);
    }

    /** Each container's name and port, with what stands for it here. */
    private Map<String, String> addresses(Endpoints stores) {
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put("kafka:9092", stores.kafka().bootstrapServers());
        addresses.put(
                "postgres:5432",
                URI.create(stores.postgres().jdbcUrl().substring(5)).getAuthority());
        addresses.put("object-store:8080", URI.create(stores.s3().endpoint()).getAuthority());
        addresses.put("training-service:8080", LOOPBACK + ":" + port("training-service"));
        addresses.put("dataset-service:8081", LOOPBACK + ":" + port("dataset-service"));
        addresses.put("inference-service:8083", LOOPBACK + ":" + port("inference-service"));
        addresses.put("keycloak:8080", LOOPBACK + ":" + port("keycloak"));
        return addresses;
    }

    private int port(String container) {
        return ports.computeIfAbsent(container, name -> Ports.free());
    }

    private void startKeycloak(ComposeFile compose, Path keycloak) throws IOException {
        Deletion.of(keycloak.resolve("data"));
        Path imported = Files.createDirectories(keycloak.resolve("data/import"));
        Files.copy(home.resolve("deploy/compose/keycloak/realm.json"), imported.resolve("realm.json"));
        Map<String, String> environment = compose.environment("keycloak");
        // What a container has to itself.
        environment.put("KC_HTTP_HOST", LOOPBACK);
        environment.put("KC_HTTP_PORT", Integer.toString(port("keycloak")));
        environment.put("KC_HTTP_MANAGEMENT_PORT", Integer.toString(port("management")));
        environment.put("JAVA_OPTS_KC_HEAP", "-Xmx512m");
        Started started = Started.of(
                List.of(keycloak.resolve("bin/kc.sh").toString(), "start", "--import-realm"),
                environment,
                folder.resolve("keycloak.log"));
        running.push(started::close);
        started.awaitReady(URI.create("http://%s:%d/auth/health/ready".formatted(LOOPBACK, port("management"))));
    }

    private Started startService(ComposeFile compose, String name) throws IOException {
        Map<String, String> environment = compose.environment(name);
        Path work = Files.createDirectories(folder.resolve(name));
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port(name)));
        environment.put("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + work);
        environment.replace("CANCERNET_INGEST_WORK_DIRECTORY", work.toString());
        environment.replace("CANCERNET_TRAINING_CACHE_DIR", work.toString());
        Started started = Started.service(
                home, name, HEAPS.getOrDefault(name, "512m"), environment, folder.resolve(name + ".log"));
        running.push(started::close);
        return started;
    }

    /** The gateway's own files, with paths and ports of this machine. */
    private void startGateway(ComposeFile compose) throws IOException {
        Path config = Files.createDirectories(folder.resolve("gateway"));
        Path temporary = Files.createDirectories(folder.resolve("gateway-tmp"));
        Files.writeString(
                config.resolve("nginx.conf"),
                Files.readString(home.resolve("deploy/kubernetes/cancernet/files/nginx.conf"))
                        .replace("/tmp/", temporary + "/")
                        .replace("/etc/cancernet", config.toString())
                        .replace("listen 8080;", "listen %s:%d;".formatted(LOOPBACK, gateway)));
        Path gatewayFiles = home.resolve("deploy/compose/gateway");
        Files.writeString(
                config.resolve("locations-keycloak.conf"),
                compose.here(Files.readString(gatewayFiles.resolve("locations-keycloak.conf"))));
        Files.writeString(
                config.resolve("upstreams.conf"),
                compose.here(Files.readString(gatewayFiles.resolve("upstreams.conf")))
                        // Addresses need no name server, which older versions cannot ask here anyway.
                        .replaceAll("resolver .*;", "")
                        .replace(" resolve;", ";"));
        String user = "root".equals(System.getProperty("user.name")) ? " user root;" : "";
        Started started = Started.of(
                List.of(NGINX.toString(), "-c", config.resolve("nginx.conf").toString(), "-g", "daemon off;" + user),
                Map.of(),
                folder.resolve("gateway.log"));
        running.push(started::close);
        started.awaitReady(url().resolve("/gateway/health"));
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            running.pop().run();
        }
    }
}
