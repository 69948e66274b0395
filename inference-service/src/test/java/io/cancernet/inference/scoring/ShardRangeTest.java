package io.cancernet.inference.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.cancernet.inference.scoring.ShardRange.LocatedPatch;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShardRangeTest {

    private static final int GAP = 100;
    private static final int RANGE = 1000;
    private static final int PATCHES = 4;

    @Test
    void neighbours_areFetchedTogether_inTheOrderOfTheirOffsets() {
        LocatedPatch first = at("a", 512, 50);
        LocatedPatch second = at("a", 600, 70);

        assertThat(covering(second, first)).containsExactly(new ShardRange("a", 512, 158, List.of(first, second)));
    }

    @Test
    void gap_decidesWhatIsFetchedApart() {
        assertThat(covering(at("a", 0, 50), at("a", 150, 50))).hasSize(1);
        assertThat(covering(at("a", 0, 50), at("a", 151, 50)))
                .extracting(ShardRange::offset, ShardRange::length)
                .containsExactly(tuple(0L, 50), tuple(151L, 50));
    }

    @Test
    void shards_areFetchedApart() {
        assertThat(covering(at("b", 50, 50), at("a", 0, 50)))
                .extracting(ShardRange::shard)
                .containsExactly("a", "b");
    }

    @Test
    void range_staysWithinItsLimits() {
        assertThat(covering(at("a", 0, 600), at("a", 600, 400), at("a", 1000, 1)))
                .extracting(each -> each.patches().size())
                .containsExactly(2, 1);
        assertThat(covering(at("a", 0, 1), at("a", 1, 1), at("a", 2, 1), at("a", 3, 1), at("a", 4, 1)))
                .extracting(each -> each.patches().size())
                .containsExactly(4, 1);
    }

    @Test
    void singleImage_mayBeLargerThanARange() {
        assertThat(covering(at("a", 0, 5000), at("a", 5000, 10)))
                .extracting(ShardRange::length)
                .containsExactly(5000, 10);
    }

    @Test
    void imageWithinAnother_isCovered() {
        assertThat(covering(at("a", 0, 500), at("a", 100, 50)))
                .extracting(ShardRange::offset, ShardRange::length)
                .containsExactly(tuple(0L, 500));
    }

    @Test
    void farOffset_doesNotOverflow() {
        assertThat(covering(at("a", 0, 50), at("a", Long.MAX_VALUE - 10, 10))).hasSize(2);
    }

    private static List<ShardRange> covering(LocatedPatch... patches) {
        return ShardRange.covering(List.of(patches), GAP, RANGE, PATCHES);
    }

    private static LocatedPatch at(String shard, long offset, int length) {
        return Works.located("patch", shard, offset, length);
    }
}
