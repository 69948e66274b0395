package io.cancernet.inference.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.InMemoryObjectStore;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.inference.testing.TestSlide;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IndexFileTest {

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @Test
    void lines_comeInChunksInTheirOrder_asOftenAsAsked() {
        TestSlide slide = TestSlide.stored(store, "chunks", 25, 25);
        try (IndexFile index = IndexFile.fetch(store, slide.event().index())) {
            assertThat(index.lines()).isEqualTo(25);
            for (int pass = 0; pass < 2; pass++) {
                List<Integer> sizes = new ArrayList<>();
                List<IndexLine> lines = new ArrayList<>();
                index.read(10, chunk -> {
                    sizes.add(chunk.size());
                    lines.addAll(chunk);
                });
                assertThat(sizes).containsExactly(10, 10, 5);
                assertThat(lines).isEqualTo(slide.lines());
            }
        }
    }

    @Test
    void missingIndex_isRefused() {
        assertRefused(new ObjectRef("patches/none", Sha256.of(new byte[0])), ErrorCode.NOT_FOUND, "not in the object");
    }

    @Test
    void changedIndex_isRefused() {
        store.put("changed", new byte[] {1, 2}, "application/gzip");

        assertRefused(new ObjectRef("changed", Sha256.of(new byte[] {1})), ErrorCode.HASH_MISMATCH, "sha256");
    }

    @Test
    void indexThatIsNone_isRefusedWhenItIsRead() {
        byte[] bytes = "no gzip".getBytes(StandardCharsets.UTF_8);
        store.put("broken", bytes, "application/gzip");

        try (IndexFile index = IndexFile.fetch(store, new ObjectRef("broken", Sha256.of(bytes)))) {
            assertThatThrownBy(index::lines).isInstanceOfSatisfying(DomainException.class, e -> assertThat(e.code())
                    .isEqualTo(ErrorCode.MANIFEST_INVALID));
        }
    }

    private void assertRefused(ObjectRef index, ErrorCode code, String words) {
        assertThatThrownBy(() -> IndexFile.fetch(store, index).close())
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(words)
                .hasMessageContaining("ingest it again");
    }
}
