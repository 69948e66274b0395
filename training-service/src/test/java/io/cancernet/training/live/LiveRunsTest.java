package io.cancernet.training.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cancernet.common.event.RunChanged;
import io.cancernet.common.event.RunChanged.Change;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveRunsTest {

    private static final RunId ONE = new RunId("one");
    private static final RunId OTHER = new RunId("other");

    private final Log log = new Log();
    private final LiveRuns live = new LiveRuns(log, new Quick(), Clock.systemUTC());

    @BeforeEach
    void start() {
        live.onStart(new StartupEvent());
    }

    @AfterEach
    void stop() throws InterruptedException {
        live.onStop(new ShutdownEvent());
    }

    @Test
    void followerOfAllRuns_getsWhatHappensFromNowOnInOrder() {
        log.add(ONE, Change.QUEUED);
        Recorder client = new Recorder();

        live.follow(client, null);
        log.add(ONE, Change.STARTED);
        log.add(OTHER, Change.QUEUED);

        awaitEvents(client, 2L, 3L);
        assertThat(client.gaps.get()).isZero();
    }

    @Test
    void followerThatComesBack_getsWhatItMissed() {
        log.add(ONE, Change.QUEUED);
        log.add(OTHER, Change.QUEUED);
        log.add(ONE, Change.STARTED);
        Recorder client = new Recorder();

        live.follow(client, 1L);

        awaitEvents(client, 2L, 3L);
    }

    @Test
    void followerThatWasAwayTooLong_isToldOfTheGap() {
        log.add(ONE, Change.QUEUED);
        log.add(ONE, Change.STARTED);
        log.add(ONE, Change.EPOCH_FINISHED);
        log.oldest = 3;
        Recorder client = new Recorder();

        live.follow(client, 1L);

        assertThat(client.gaps.get()).isEqualTo(1);
    }

    @Test
    void followerOfARun_getsItFromItsBeginningToItsEnd() {
        log.add(ONE, Change.QUEUED);
        log.add(OTHER, Change.QUEUED);
        Recorder client = new Recorder();

        assertThat(live.follow(client, ONE, 0, false)).isTrue();
        log.add(ONE, Change.STARTED);
        log.add(OTHER, Change.STARTED);
        log.add(ONE, Change.FINISHED);
        log.add(ONE, Change.QUEUED);

        awaitEvents(client, 1L, 3L, 5L);
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void runThatEnded_isToldOnceAndThenNoMore() {
        log.add(ONE, Change.QUEUED);
        log.add(ONE, Change.CANCELLED);
        Recorder client = new Recorder();

        assertThat(live.follow(client, ONE, 0, true)).isTrue();
        assertThat(client.ids).containsExactly(1L, 2L);
        assertThat(client.isOpen()).isFalse();
        assertThat(live.follow(new Recorder(), ONE, 2, true)).isFalse();
    }

    @Test
    void slowFollower_missesNothingAndHoldsUpNobody() {
        Recorder slow = new Recorder();
        Recorder quick = new Recorder();
        slow.most = 1;
        live.follow(slow, null);
        live.follow(quick, null);
        for (int i = 0; i < 5; i++) {
            log.add(ONE, Change.EPOCH_FINISHED);
        }

        awaitEvents(quick, 1L, 2L, 3L, 4L, 5L);
        assertThat(slow.ids).hasSizeLessThanOrEqualTo(1);
        slow.most = 5;
        awaitEvents(slow, 1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void slowFollowerOfARun_missesNothingOfWhatHappenedBefore() {
        for (int i = 0; i < 4; i++) {
            log.add(ONE, Change.EPOCH_FINISHED);
        }
        Recorder slow = new Recorder();
        slow.most = 2;

        live.follow(slow, ONE, 0, false);
        slow.most = 9;

        awaitEvents(slow, 1L, 2L, 3L, 4L);
    }

    @Test
    void silence_isFilledWithSignsOfLife() {
        Recorder client = new Recorder();

        live.follow(client, null);

        await().until(() -> client.beats.get() >= 2);
    }

    @Test
    void storeThatIsAway_isWaitedFor() {
        Recorder client = new Recorder();
        live.follow(client, null);
        log.away = true;
        log.add(ONE, Change.QUEUED);
        await().until(() -> log.refusals.get() > 0);

        log.away = false;

        awaitEvents(client, 1L);
    }

    private static void awaitEvents(Recorder client, Long... ids) {
        await().untilAsserted(() -> assertThat(client.ids).containsExactly(ids));
    }

    /** A client that remembers what it was sent. */
    private static final class Recorder implements Follower {

        private final List<Long> ids = new CopyOnWriteArrayList<>();
        private volatile int most = Integer.MAX_VALUE;
        private final AtomicInteger gaps = new AtomicInteger();
        private final AtomicInteger beats = new AtomicInteger();
        private volatile boolean closed;

        @Override
        public boolean isOpen() {
            return !closed;
        }

        @Override
        public boolean isReady() {
            return !closed && ids.size() < most;
        }

        @Override
        public void send(RunEvent event) {
            ids.add(event.id());
        }

        @Override
        public void sendGap() {
            gaps.incrementAndGet();
        }

        @Override
        public void beat() {
            beats.incrementAndGet();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Events in memory; their ids count from 1. */
    private static final class Log implements RunEventLog {

        private final List<RunEvent> events = new CopyOnWriteArrayList<>();
        private volatile long oldest = 1;
        private volatile boolean away;
        private final AtomicInteger refusals = new AtomicInteger();

        void add(RunId run, Change change) {
            RunChanged.Epoch epoch =
                    change == Change.EPOCH_FINISHED ? new RunChanged.Epoch(1, .5, .5, .5, .5, null) : null;
            events.add(new RunEvent(
                    events.size() + 1L,
                    new RunChanged(
                            run,
                            change,
                            new DatasetVersion("d", 1),
                            "cancernet",
                            Instant.EPOCH,
                            epoch,
                            null,
                            null,
                            null)));
        }

        @Override
        public List<RunEvent> after(long id, int limit) {
            if (away) {
                refusals.incrementAndGet();
                throw new IllegalStateException("away");
            }
            return events.stream().filter(each -> each.id() > id).limit(limit).toList();
        }

        @Override
        public List<RunEvent> after(long id, RunId run, int limit) {
            return after(id, limit).stream()
                    .filter(each -> each.change().runId().equals(run))
                    .toList();
        }

        @Override
        public long latest() {
            return events.size();
        }

        @Override
        public long oldest() {
            return oldest;
        }

        @Override
        public void forget(Instant before) {}
    }

    /** Settings for tests that do not wait. */
    private static final class Quick implements LiveConfig {

        @Override
        public Duration poll() {
            return Duration.ofMillis(5);
        }

        @Override
        public Duration heartbeat() {
            return Duration.ofMillis(20);
        }

        @Override
        public Duration kept() {
            return Duration.ofDays(1);
        }
    }
}
