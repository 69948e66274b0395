package io.cancernet.dataset.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.dataset.testing.SmallHeap;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveAtSizeTest {

    @TempDir
    private Path folder;

    /** 8,000 patches have 60 MB, packed and unpacked. */
    @Test
    void archive_larger_than_the_heap_is_stored() {
        assertThat(SmallHeap.run("48m", ArchiveAtSize.class, folder.toString(), "8000"))
                .contains("stored 8000");
    }
}
