package io.cancernet.dataset.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PiecesTest {

    @Test
    void pieces_hold_as_much_as_fits_and_at_least_one() {
        assertThat(Pieces.of(List.of(4, 4, 4, 20, 3, 7, 1), Integer::longValue, 10))
                .containsExactly(List.of(4, 4), List.of(4), List.of(20), List.of(3, 7), List.of(1));
    }

    @Test
    void nothing_makes_no_piece() {
        assertThat(Pieces.of(List.<Integer>of(), Integer::longValue, 10)).isEmpty();
    }
}
