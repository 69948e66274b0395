package io.cancernet.dataset.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.dataset.testing.SmallHeap;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verification keeps some bytes a patch, not its line. */
@Tag("soak")
class CheckAtSizeTest {

    @TempDir
    Path directory;

    @Test
    void idc_whole_is_verified_in_96_mib() {
        String printed = SmallHeap.run("96m", CheckAtSize.class, directory.toString(), "277500");

        System.out.print(printed);
        assertThat(printed).contains("277500 patches of 300 shards").contains("whole");
    }

    @Test
    void two_million_patches_are_verified_in_384_mib() {
        String printed = SmallHeap.run("384m", CheckAtSize.class, directory.toString(), "2000100");

        System.out.print(printed);
        assertThat(printed).contains("2000100 patches of 300 shards").contains("whole");
    }
}
