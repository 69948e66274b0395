package io.cancernet.training.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunCursorTest {

    private static final RunSort BEST = new RunSort("test.rocAuc", true);

    @Test
    void cursor_isReadBack() {
        RunCursor metric = new RunCursor(BEST, "0.1", 7);
        RunCursor time = new RunCursor(RunSort.NEWEST, "2026-11-21T09:30:12.000001Z", 8);

        assertThat(RunCursor.parse(metric.text(), BEST)).isEqualTo(metric);
        assertThat(RunCursor.parse(time.text(), RunSort.NEWEST)).isEqualTo(time);
        assertThat(RunCursor.parse(null, BEST)).isNull();
    }

    @Test
    void cursorOfAnotherOrder_isRefusedNamingBoth() {
        String cursor = new RunCursor(BEST, "0.1", 7).text();

        assertThatThrownBy(() -> RunCursor.parse(cursor, RunSort.NEWEST))
                .hasMessageContaining("sort=test.rocAuc, order=desc")
                .hasMessageContaining("sort=createdAt, order=desc");
        assertThatThrownBy(() -> RunCursor.parse(cursor, new RunSort("test.rocAuc", false)))
                .hasMessageContaining("order=asc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"abc", "!!", "test.rocAuc|true|high|1", "createdAt|true|0.5|1", "createdAt|true", "a|true|1|b"})
    void madeUpCursors_areRefused(String plain) {
        String encoded = Base64.getUrlEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> RunCursor.parse(encoded, BEST)).hasMessageContaining("not a cursor of this list");
        assertThatThrownBy(() -> RunCursor.parse(plain, BEST)).hasMessageContaining("not a cursor of this list");
    }
}
