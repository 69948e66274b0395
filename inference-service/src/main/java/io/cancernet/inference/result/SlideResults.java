package io.cancernet.inference.result;

import io.cancernet.common.page.Page;
import io.cancernet.inference.slide.WaitingSlide;
import org.jspecify.annotations.Nullable;

/**
 * What scoring a slide came to.
 *
 * @param requests a page of them, the newest first
 * @param waiting how the slide waits to be requested; absent when it does not
 */
public record SlideResults(
        Page<SlideResult> requests, @Nullable WaitingSlide waiting) {}
