package io.cancernet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ServerGroupTest {

    private final List<String> calls = new CopyOnWriteArrayList<>();

    @Test
    void startAll_oneFails_stopsTheOthersAndNamesIt() {
        ServerGroup group = new ServerGroup(Ports.FREE.resolve(), server("kafka"), broken(), server("s3"));

        assertThatThrownBy(group::startAll)
                .isInstanceOf(ServerFailure.class)
                .hasMessage("postgres did not start: java.io.IOException: disk full");
        assertThat(calls).containsExactlyInAnyOrder("start kafka", "start s3", "stop kafka", "stop s3");
    }

    @Test
    void stop_ofStoppedServer_doesNothing() {
        ServerGroup group = group();
        group.startAll();
        group.stop(Server.KAFKA);
        calls.clear();

        group.stop(Server.KAFKA);

        assertThat(calls).isEmpty();
    }

    @Test
    void start_afterStopAll_doesNothing() {
        ServerGroup group = group();
        group.startAll();
        group.stopAll();
        calls.clear();

        group.start(Server.KAFKA);
        group.stopAll();

        assertThat(calls).isEmpty();
    }

    private ServerGroup group() {
        return new ServerGroup(Ports.FREE.resolve(), server("kafka"), server("postgres"), server("s3"));
    }

    private EmbeddedServer server(String name) {
        return new EmbeddedServer() {
            @Override
            public void start() {
                calls.add("start " + name);
            }

            @Override
            public void stop() {
                calls.add("stop " + name);
            }
        };
    }

    private static EmbeddedServer broken() {
        return new EmbeddedServer() {
            @Override
            public void start() throws IOException {
                throw new IOException("disk full");
            }

            @Override
            public void stop() {}
        };
    }
}
