package io.cancernet.common.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CursorTest {

    private static final Cursor CURSOR = new Cursor(Instant.parse("2026-11-21T10:00:00.123456Z"), "run-1");

    @Test
    void cursor_survivesItsText() {
        assertThat(Cursor.parse(CURSOR.text())).isEqualTo(CURSOR);
    }

    @Test
    void textThatIsNoCursor_isRefused() {
        for (String text : List.of("%", "abc", "", "fA")) {
            assertThatThrownBy(() -> Cursor.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not a cursor");
        }
    }

    @Test
    void firstPage_hasNoCursor() {
        assertThat(Cursor.of(PageRequest.of(null, null))).isNull();
        assertThat(Cursor.of(PageRequest.of(10, CURSOR.text()))).isEqualTo(CURSOR);
    }
}
