package io.cancernet.common.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BatchGateTest {

    private final BatchGate gate = new BatchGate();

    @Test
    void stop_waits_for_the_batch_under_way() throws InterruptedException {
        gate.enter();
        AtomicBoolean stopped = new AtomicBoolean();
        CountDownLatch asked = new CountDownLatch(1);
        Thread stopping = new Thread(() -> {
            asked.countDown();
            stop(Duration.ofSeconds(20));
            stopped.set(true);
        });
        stopping.start();
        asked.await();
        while (!gate.isStopping()) {
            Thread.onSpinWait();
        }
        assertThat(stopped).isFalse();

        gate.leave();

        stopping.join();
        assertThat(stopped).isTrue();
    }

    @Test
    void batch_that_comes_while_stopping_is_held_until_it_is_interrupted() throws InterruptedException {
        stop(Duration.ofSeconds(20));
        CountDownLatch refused = new CountDownLatch(1);
        Thread late = new Thread(() -> {
            try {
                gate.enter();
            } catch (InterruptedException e) {
                refused.countDown();
            }
        });
        late.start();
        assertThat(refused.await(100, TimeUnit.MILLISECONDS)).isFalse();

        late.interrupt();

        assertThat(refused.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void batch_that_waits_for_a_store_hears_of_the_stop_at_once() throws Exception {
        gate.enter();
        CompletableFuture<Boolean> told = CompletableFuture.supplyAsync(() -> {
            try {
                return gate.pause(Duration.ofMinutes(5));
            } catch (InterruptedException e) {
                return false;
            } finally {
                gate.leave();
            }
        });

        stop(Duration.ofSeconds(20));

        assertThat(told.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void batch_that_never_ends_is_not_waited_for_for_ever() throws InterruptedException {
        gate.enter();

        gate.stop(Duration.ofMillis(20));

        assertThat(gate.isStopping()).isTrue();
    }

    private void stop(Duration patience) {
        try {
            gate.stop(patience);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
