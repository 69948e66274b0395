package io.cancernet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.minio.errors.ErrorResponseException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The servers as their clients see them; one stack for all tests, each of which leaves all servers running. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedServersIT {

    private static final int MIB = 1 << 20;

    private Path directory;
    private EmbeddedStack stack;
    private StackProbe probe;

    @BeforeAll
    void start(@TempDir Path shared) throws Exception {
        directory = shared;
        stack = EmbeddedStack.builder(directory).start();
        probe = new StackProbe(stack);
        probe.prepare();
    }

    @AfterAll
    void close() {
        stack.close();
    }

    @ParameterizedTest
    @EnumSource
    void server_givesBackWhatWasWritten(Server server) throws Exception {
        probe.write(server, "written-" + server);

        assertThat(probe.read(server)).contains("written-" + server);
    }

    @ParameterizedTest
    @EnumSource
    void stoppedServer_isUnreachableAlone_andKeepsItsData(Server stopped) throws Exception {
        probe.write(stopped, "before-stop-of-" + stopped);
        stack.stop(stopped);

        assertThatThrownBy(() -> connectTo(stopped)).isInstanceOf(IOException.class);
        for (Server other : Server.values()) {
            if (other != stopped) {
                probe.write(other, "during-stop-of-" + stopped);
                assertThat(probe.read(other)).contains("during-stop-of-" + stopped);
            }
        }

        stack.start(stopped);
        assertThat(probe.read(stopped)).contains("before-stop-of-" + stopped);
        probe.write(stopped, "after-stop-of-" + stopped);
        assertThat(probe.read(stopped)).contains("after-stop-of-" + stopped);
    }

    @Test
    void stopAndStart_calledTwice_changeNothing() throws Exception {
        stack.stop(Server.S3);
        stack.stop(Server.S3);
        stack.start(Server.S3);
        stack.start(Server.S3);

        probe.write(Server.S3, "twice");
        assertThat(probe.read(Server.S3)).contains("twice");
    }

    @Test
    void start_onPortTakenMeanwhile_namesServerAndPort_andWorksLater() throws Exception {
        stack.stop(Server.KAFKA);
        try (ServerSocket squatter = new ServerSocket()) {
            squatter.bind(address(Server.KAFKA));
            assertThatThrownBy(() -> stack.start(Server.KAFKA))
                    .isInstanceOf(ServerFailure.class)
                    .hasMessageContaining("kafka: port " + squatter.getLocalPort() + " is taken");
        }
        stack.start(Server.KAFKA);

        probe.write(Server.KAFKA, "after-squatter");
        assertThat(probe.read(Server.KAFKA)).contains("after-squatter");
    }

    @Test
    void multipartObject_isReadByRange_alsoAfterRestart() throws Exception {
        byte[] content = new byte[23 * MIB + 7];
        new Random(1).nextBytes(content);
        // The client splits what is larger than 5 MiB.
        probe.put("shards/large.tar", content);

        int offset = 5 * MIB - 3;
        byte[] expected = Arrays.copyOfRange(content, offset, offset + 6);
        assertThat(probe.get("shards/large.tar", offset, 6)).isEqualTo(expected);
        stack.stop(Server.S3);
        stack.start(Server.S3);
        assertThat(probe.get("shards/large.tar", offset, 6)).isEqualTo(expected);
        assertThat(probe.get("shards/large.tar", 0, content.length)).isEqualTo(content);
    }

    @Test
    void interruptFromTheTerminal_leavesServersRunning() throws Exception {
        int sent = new ProcessBuilder("sh", "-c", "kill -INT \"$0\"", Long.toString(stack.pid()))
                .start()
                .waitFor();

        assertThat(sent).isZero();
        probe.write(Server.POSTGRES, "after-interrupt");
        assertThat(probe.read(Server.POSTGRES)).contains("after-interrupt");
        assertThat(stack.isRunning()).isTrue();
    }

    @Test
    @Tag("soak")
    void busyStack_staysSmall() throws Exception {
        Path status = Path.of("/proc", Long.toString(stack.pid()), "status");
        assumeTrue(Files.exists(status), "this system has no /proc to read the memory from");
        String[] words = new String[2_000];
        Arrays.fill(words, "w".repeat(4_096));
        byte[] object = new byte[8 * MIB];

        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> uploads = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            String name = "busy/" + i;
            uploads.add(threads.submit(() -> {
                probe.put(name, object);
                return name;
            }));
        }
        probe.produce(StackProbe.TOPIC, words);
        for (Future<?> upload : uploads) {
            upload.get();
        }
        threads.shutdown();

        String peak = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .findFirst()
                .orElseThrow();
        long peakKib = Long.parseLong(peak.replaceAll("\\D", ""));
        assertThat(peakKib / 1024).as("peak resident memory in MiB").isLessThan(700);
    }

    @Test
    void wrongPassword_isRefused() {
        assertThatThrownBy(() -> probe.connection("wrong"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void wrongSecretKey_isRefused() {
        assertThatThrownBy(() -> probe.minio("wrong").listBuckets())
                .isInstanceOf(ErrorResponseException.class)
                .hasMessageContaining("signature");
    }

    @Test
    void missingTopic_isNotMade() {
        assertThatThrownBy(() -> probe.produce("misspelt", "word"))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("misspelt");
    }

    @Test
    void secondStack_onSameDirectory_isRefused() throws Exception {
        assertThatThrownBy(() -> EmbeddedStack.builder(directory).start())
                .isInstanceOf(ServerFailure.class)
                .hasMessageContaining("is in use by another stack");

        assertThat(probe.read(Server.POSTGRES)).isNotNull();
    }

    @Test
    void takenPort_endsChildWithCode1_andNamesServerAndPort(@TempDir Path other) throws Exception {
        int taken = address(Server.POSTGRES).getPort();

        Process child = RawChild.start(other, "--postgres-port", Integer.toString(taken));

        assertThat(child.inputReader().readLine())
                .startsWith("ERROR postgres: port " + taken + " is taken by another process");
        assertThat(child.waitFor()).isEqualTo(1);
        assertThat(PostgresProcesses.under(other)).isEmpty();
    }

    @Test
    void wrongArguments_endChildWithCode2(@TempDir Path other) throws Exception {
        Process child = RawChild.start(other, "--no-such-option", "x");

        assertThat(child.inputReader().readLine()).isEqualTo("ERROR unknown option --no-such-option");
        assertThat(child.waitFor()).isEqualTo(2);
    }

    @Test
    void closedStandardInput_endsChild_andItsPostgres(@TempDir Path other) throws Exception {
        Process child = RawChild.start(other);
        assertThat(child.inputReader().readLine()).startsWith("READY {\"kafka\":\"127.0.0.1:");
        assertThat(PostgresProcesses.under(other)).hasSize(1);

        child.outputWriter().close();

        assertThat(child.waitFor()).isZero();
        assertThat(PostgresProcesses.under(other)).isEmpty();
    }

    @Test
    @Tag("soak")
    void twoChildren_thatBothUnpackPostgres_bothStart(@TempDir Path other) throws Exception {
        String binaries = other.resolve("binaries").toString();
        List<Process> children = List.of(
                RawChild.start(other.resolve("one"), "--binaries-dir", binaries),
                RawChild.start(other.resolve("two"), "--binaries-dir", binaries));
        for (Process child : children) {
            assertThat(child.inputReader().readLine()).startsWith("READY ");
        }
        for (Process child : children) {
            child.outputWriter().close();
            assertThat(child.waitFor()).isZero();
        }
        await().atMost(Duration.ofSeconds(10))
                .until(() -> PostgresProcesses.under(other).isEmpty());
        assertThat(other.resolve("binaries").resolve("versions").toFile().list())
                .hasSize(1);
    }

    private void connectTo(Server server) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address(server), 2_000);
        }
    }

    private InetSocketAddress address(Server server) {
        String url =
                switch (server) {
                    case KAFKA -> "kafka://" + stack.kafka().bootstrapServers();
                    case POSTGRES -> stack.postgres().jdbcUrl().replaceFirst("^jdbc:", "");
                    case S3 -> stack.s3().endpoint();
                };
        URI uri = URI.create(url);
        return new InetSocketAddress(uri.getHost(), uri.getPort());
    }
}
