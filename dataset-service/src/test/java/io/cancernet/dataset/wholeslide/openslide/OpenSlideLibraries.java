package io.cancernet.dataset.wholeslide.openslide;

import org.junit.jupiter.api.Assumptions;

/** OpenSlide on the machine that runs the tests. */
final class OpenSlideLibraries {

    private OpenSlideLibraries() {}

    static void assumeInstalled() {
        Assumptions.assumeTrue(
                OpenSlideLibrary.installed().isPresent(), "skipped: OpenSlide (libopenslide0) is not installed");
    }
}
