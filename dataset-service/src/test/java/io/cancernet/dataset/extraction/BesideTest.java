package io.cancernet.dataset.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BesideTest {

    @Test
    void work_runsWhileItsCallerGoesOn() {
        CountDownLatch callerWentOn = new CountDownLatch(1);
        try (Beside<String> beside = new Beside<>("test")) {
            beside.start(() -> {
                await(callerWentOn);
                return "done";
            });
            callerWentOn.countDown();

            assertThat(beside.started()).isTrue();
            assertThat(beside.result()).isEqualTo("done");
            assertThat(beside.started()).isFalse();
        }
    }

    @Test
    void failure_isThrownWhereTheResultIsTaken() {
        try (Beside<String> beside = new Beside<>("test")) {
            beside.start(() -> {
                throw new IllegalArgumentException("no");
            });

            assertThatThrownBy(beside::result)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no");
        }
    }

    @Test
    void secondPiece_waitsForTheFirstResult() {
        try (Beside<String> beside = new Beside<>("test")) {
            beside.start(() -> "first");

            assertThatIllegalStateException().isThrownBy(() -> beside.start(() -> "second"));
        }
    }

    @Test
    void interruptedCaller_isCancelled() {
        CountDownLatch never = new CountDownLatch(1);
        try (Beside<String> beside = new Beside<>("test")) {
            beside.start(() -> {
                await(never);
                return "";
            });
            Thread.currentThread().interrupt();

            assertThatThrownBy(beside::result).isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void closing_endsTheWork() {
        AtomicBoolean ended = new AtomicBoolean();
        CountDownLatch going = new CountDownLatch(1);
        try (Beside<String> beside = new Beside<>("test")) {
            beside.start(() -> {
                going.countDown();
                try {
                    await(new CountDownLatch(1));
                } finally {
                    ended.set(true);
                }
                return "";
            });
            await(going);
        }
        assertThat(ended).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new CancellationException();
        }
    }
}
