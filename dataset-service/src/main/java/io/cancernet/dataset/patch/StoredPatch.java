package io.cancernet.dataset.patch;

import io.cancernet.common.patch.IndexLine;
import io.cancernet.dataset.slide.Slide;

/**
 * A patch that is stored.
 *
 * @param number of its line in the index, from 0
 */
public record StoredPatch(Slide slide, int number, IndexLine line) {}
