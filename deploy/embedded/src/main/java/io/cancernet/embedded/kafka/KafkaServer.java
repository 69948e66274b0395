package io.cancernet.embedded.kafka;

import io.cancernet.embedded.Credentials;
import io.cancernet.embedded.EmbeddedServer;
import io.cancernet.embedded.Ports;
import io.cancernet.embedded.ServerKey;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/** A single Kafka node, broker and controller (KRaft) in one, with its log in a directory of its own. */
public final class KafkaServer implements EmbeddedServer {

    private static final int NODE_ID = 1;

    private final Path directory;
    private final int port;
    private final Credentials credentials;
    private final @Nullable ServerKey key;
    private @Nullable KafkaRaftServer server;

    /**
     * Describes a node that does not run yet.
     *
     * @param directory log directory, made and formatted when it is new
     * @param credentials of clients, with a key
     * @param key null for a broker without TLS, which lets everybody in
     */
    public KafkaServer(Path directory, int port, Credentials credentials, @Nullable ServerKey key) {
        this.directory = directory;
        this.port = port;
        this.credentials = credentials;
        this.key = key;
    }

    @Override
    public void start() throws Exception {
        formatIfNew();
        KafkaRaftServer starting = new KafkaRaftServer(new KafkaConfig(settings(), false), Time.SYSTEM);
        server = starting;
        starting.startup();
    }

    @Override
    public void stop() {
        KafkaRaftServer running = server;
        if (running != null) {
            server = null;
            running.shutdown();
            running.awaitShutdown();
        }
    }

    private void formatIfNew() throws Exception {
        // Kafka writes this file last, with the cluster id; without it a format was cut short and is repeated.
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(directory);
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(NODE_ID)
                .setDirectories(List.of(directory.toString()))
                .setMetadataLogDirectory(directory.toString())
                .setControllerListenerName("CONTROLLER")
                .setScramArguments(
                        key == null
                                ? List.of()
                                : List.of("SCRAM-SHA-512=[name=%s,password=%s]"
                                        .formatted(credentials.postgresUser(), credentials.postgresPassword())))
                .run();
    }

    private Map<String, String> settings() {
        // The node only speaks to itself there, so that any free port does, at each start.
        int controllerPort = Ports.free();
        Map<String, String> settings = new HashMap<>(plain(controllerPort));
        ServerKey used = key;
        if (used != null) {
            settings.putAll(encrypted(used, controllerPort, Ports.free()));
        }
        return settings;
    }

    /** Clients come by a listener of their own; the node speaks to itself without TLS. */
    private Map<String, String> encrypted(ServerKey used, int controllerPort, int innerPort) {
        return Map.of(
                "listeners",
                "CLIENTS://%1$s:%2$d,INNER://%1$s:%3$d,CONTROLLER://%1$s:%4$d"
                        .formatted(Ports.HOST, port, innerPort, controllerPort),
                "advertised.listeners",
                "CLIENTS://%1$s:%2$d,INNER://%1$s:%3$d".formatted(Ports.HOST, port, innerPort),
                "listener.security.protocol.map",
                "CLIENTS:SASL_SSL,INNER:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name",
                "INNER",
                "sasl.enabled.mechanisms",
                "SCRAM-SHA-512",
                "listener.name.clients.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                used.keyStore().toString(),
                "ssl.keystore.password",
                used.password(),
                "ssl.key.password",
                used.password());
    }

    private Map<String, String> plain(int controllerPort) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(NODE_ID)),
                Map.entry("log.dirs", directory.toString()),
                Map.entry("controller.quorum.voters", NODE_ID + "@" + Ports.HOST + ":" + controllerPort),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry(
                        "listeners",
                        "PLAINTEXT://%1$s:%2$d,CONTROLLER://%1$s:%3$d".formatted(Ports.HOST, port, controllerPort)),
                Map.entry("advertised.listeners", "PLAINTEXT://" + Ports.HOST + ":" + port),
                Map.entry("inter.broker.listener.name", "PLAINTEXT"),
                // Services make their topics, with partitions and retention; a misspelt name must fail.
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // A node that was killed is let in again only when its old session has ended: 9 s by default.
                Map.entry("broker.session.timeout.ms", "5000"),
                Map.entry("broker.heartbeat.interval.ms", "1000"),
                // Small buffers and few threads: one machine, one JVM with a small heap.
                Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("background.threads", "2"));
    }
}
