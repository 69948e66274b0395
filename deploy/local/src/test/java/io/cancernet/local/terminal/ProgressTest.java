package io.cancernet.local.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void plainStream_getsALineAfterEachPause() {
        try (Progress progress = progress(false)) {
            progress.update(1, 4, "a");
            nanos.addAndGet(Duration.ofSeconds(10).toNanos());
            progress.update(2, 4, "b");
            progress.update(3, 4, "c");
            nanos.addAndGet(Duration.ofSeconds(10).toNanos());
            progress.update(4, 4, "");
        }

        assertThat(text().lines()).containsExactly("work: 2 of 4 (50 %), b", "work: 4 of 4 (100 %)");
        assertThat(text()).doesNotContain("\r");
    }

    @Test
    void terminal_redrawsABar_andLeavesNoneBehind() {
        try (Progress progress = progress(true)) {
            progress.update(1, 2, "");
        }

        assertThat(text()).contains("[###############...............] 1 of 2 (50 %)");
        String[] drawn = text().split("\r", -1);
        assertThat(drawn[drawn.length - 1]).isEmpty();
        assertThat(drawn[drawn.length - 2]).isBlank();
    }

    @Test
    void unknownTotal_isNoDivision() {
        try (Progress progress = progress(true)) {
            progress.update(7, 0, "files");
        }

        assertThat(text()).contains("7, files").doesNotContain("%");
    }

    private Progress progress(boolean terminal) {
        return new Progress(new Screen(out, terminal), "work", nanos::get, Duration.ofSeconds(10));
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
