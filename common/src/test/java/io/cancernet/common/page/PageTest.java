package io.cancernet.common.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {

    private static final PageRequest TWO = new PageRequest(2, null);

    @Test
    void oneRowMoreThanAskedFor_saysWhereTheNextPageBegins() {
        Page<String> page = Page.of(List.of("a", "b", "c"), TWO, last -> "after-" + last);

        assertThat(page).isEqualTo(new Page<>(List.of("a", "b"), "after-b"));
        assertThat(page.map(String::length)).isEqualTo(new Page<>(List.of(1, 1), "after-b"));
    }

    @Test
    void noMoreThanAskedFor_isTheLastPage() {
        assertThat(Page.of(List.of("a", "b"), TWO, last -> "after-" + last)).isEqualTo(Page.whole(List.of("a", "b")));
        assertThat(Page.of(List.<String>of(), TWO, last -> last).next()).isNull();
    }

    @Test
    void limitOutOfRange_isRefusedByName() {
        assertThatThrownBy(() -> new PageRequest(0, null)).hasMessageContaining("limit");
        assertThatThrownBy(() -> new PageRequest(1001, null)).hasMessageContaining("limit");
    }

    @Test
    void absentParameters_areTheFirstHundred() {
        assertThat(PageRequest.of(null, "")).isEqualTo(new PageRequest(100, null));
    }
}
