package io.cancernet.embedded.kafka;

import io.cancernet.embedded.EmbeddedServer;
import io.cancernet.embedded.Ports;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private @Nullable KafkaRaftServer server;

    /**
     * Describes a node that does not run yet.
     *
     * @param directory log directory, made and formatted when it is new
     */
    public KafkaServer(Path directory, int port) {
        this.directory = directory;
        this.port = port;
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
                .run();
    }

    private Map<String, String> settings() {
        // The node only speaks to itself there, so that any free port does, at each start.
        int controllerPort = Ports.free();
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
