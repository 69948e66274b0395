package io.cancernet.training.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {

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
    void listReadOneFurther_hasANextPage() {
        Page<String> page = Page.of(List.of("a", "b", "c"), 2, last -> new Cursor(Instant.EPOCH, last));

        assertThat(page.items()).containsExactly("a", "b");
        assertThat(page.next()).isEqualTo(new Cursor(Instant.EPOCH, "b"));
        assertThat(Page.of(List.of("a", "b"), 2, last -> CURSOR).next()).isNull();
    }

    @Test
    void limit_isBounded() {
        assertThat(PageRequest.of(null, null).limit()).isEqualTo(100);
        assertThatThrownBy(() -> PageRequest.of(1001, null)).hasMessageContaining("limit");
        assertThatThrownBy(() -> PageRequest.of(0, null)).hasMessageContaining("limit");
    }
}
