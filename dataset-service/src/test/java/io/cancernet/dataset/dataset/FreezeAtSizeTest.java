package io.cancernet.dataset.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.dataset.testing.SmallHeap;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Freezing needs memory for a case, not for the data set. */
@Tag("soak")
class FreezeAtSizeTest {

    @TempDir
    Path directory;

    @Test
    void idc_whole_is_frozen_and_imported_in_128_mib() {
        String printed = SmallHeap.run("128m", FreezeAtSize.class, directory.toString(), "277524", "279");

        System.out.print(printed);
        assertThat(printed)
                .contains("by-case: imported 277524 patches")
                .contains("patch-random: imported 277524 patches");
    }

    @Test
    void two_million_patches_are_frozen_and_imported_in_512_mib() {
        String printed = SmallHeap.run("512m", FreezeAtSize.class, directory.toString(), "2000000", "500");

        System.out.print(printed);
        assertThat(printed)
                .contains("by-case: imported 2000000 patches")
                .contains("patch-random: imported 2000000 patches");
    }

    @Test
    void three_cases_may_have_all_patches_of_idc() {
        String printed = SmallHeap.run("512m", FreezeAtSize.class, directory.toString(), "277524", "3");

        System.out.print(printed);
        assertThat(printed).contains("by-case: 277524 patches");
    }
}
