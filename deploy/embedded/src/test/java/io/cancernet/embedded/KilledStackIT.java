package io.cancernet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a child JVM that was killed with {@code kill -9}: its data, and no process. One stack, killed once a test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledStackIT {

    private Path directory;
    private EmbeddedStack stack;
    private StackProbe probe;

    @BeforeAll
    void start(@TempDir Path shared) throws Exception {
        directory = shared;
        stack = EmbeddedStack.builder(directory).start();
        probe = new StackProbe(stack);
        probe.prepare();
        for (Server server : Server.values()) {
            probe.write(server, "before-kill");
        }
    }

    @BeforeEach
    void startAgain() {
        if (!stack.isRunning()) {
            stack.start();
        }
    }

    @AfterAll
    void close() {
        stack.close();
    }

    @Test
    void killedStack_startedAgain_hasItsDataAndPorts() throws Exception {
        Endpoints before = stack.endpoints();

        stack.kill();
        stack.start();

        assertThat(stack.endpoints()).isEqualTo(before);
        assertHasData();
    }

    @Test
    void killedStack_startedOnOtherPorts_hasItsData() throws Exception {
        Endpoints before = stack.endpoints();

        stack.kill();
        stack = EmbeddedStack.builder(directory).start();
        probe = new StackProbe(stack);

        assertThat(stack.kafka()).isNotEqualTo(before.kafka());
        assertHasData();
    }

    @Test
    void killedStack_leavesNoPostgresBehind() {
        assertThat(PostgresProcesses.under(directory)).hasSize(1);

        stack.kill();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> PostgresProcesses.under(directory).isEmpty());
    }

    @Test
    @Tag("soak")
    void orphanedPostgres_isStoppedByTheNextStart() throws Exception {
        ProcessHandle child = ProcessHandle.of(stack.pid()).orElseThrow();
        // The shell that would stop Postgres goes first.
        child.children().forEach(ProcessHandle::destroyForcibly);
        stack.kill();
        ProcessHandle orphan = PostgresProcesses.under(directory).get(0);

        stack.start();

        assertThat(PostgresProcesses.under(directory)).hasSize(1).doesNotContain(orphan);
        assertHasData();
    }

    @Test
    @Tag("soak")
    void processIdOfAnotherProgram_doesNotKeepPostgresFromStarting() throws Exception {
        stack.kill();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> PostgresProcesses.under(directory).isEmpty());
        writePidFile(ProcessHandle.current().pid());

        stack.start();

        assertHasData();
    }

    private void writePidFile(long pid) throws IOException {
        Path data = directory.resolve("postgres").resolve("data");
        Files.writeString(data.resolve("postmaster.pid"), pid + "\n" + data + "\n1\n1\n\n\n\n");
    }

    private void assertHasData() throws Exception {
        for (Server server : Server.values()) {
            assertThat(probe.read(server)).as(server.id()).containsExactly("before-kill");
        }
    }
}
