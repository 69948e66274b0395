package io.cancernet.dataset.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.objectstore.InMemoryObjectStore;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.dataset.slide.Slide;
import io.cancernet.dataset.testing.StoredSlides;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentIndexesTest {

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final StoredSlides stored = new StoredSlides(store);
    private final RecentIndexes indexes = new RecentIndexes(new PatchIndexes(store));

    @Test
    void index_is_read_once_and_its_shards_share_their_name() {
        Slide slide = stored.patches("a", 2, 2);
        List<IndexLine> lines = indexes.of(slide);
        store.delete(slide.index().key());

        assertThat(indexes.of(slide)).isSameAs(lines).hasSize(4);
        assertThat(lines.get(3).image().shard()).isSameAs(lines.get(0).image().shard());
    }

    @Test
    void oldest_indexes_make_room() {
        Slide first = stored.patches("a", 0, 40_000);
        Slide second = stored.patches("b", 0, 40_000);
        Slide third = stored.patches("c", 0, 40_000);
        List.of(first, second).forEach(indexes::of);
        indexes.of(first);
        indexes.of(third);
        List.of(first, second, third)
                .forEach(slide -> store.delete(slide.index().key()));

        assertThat(indexes.of(first)).hasSize(40_000);
        assertThat(indexes.of(third)).hasSize(40_000);
        assertThatThrownBy(() -> indexes.of(second)).isInstanceOf(DomainException.class);
    }
}
