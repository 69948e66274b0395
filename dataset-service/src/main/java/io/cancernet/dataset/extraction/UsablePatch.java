package io.cancernet.dataset.extraction;

import io.cancernet.common.id.Sha256;
import io.cancernet.dataset.layout.Candidate;

/**
 * A candidate whose bytes were decoded.
 *
 * @param sha256 of the image file
 * @param ending of the image file by its bytes: {@code png} or {@code jpg}
 * @param width in pixels
 * @param height in pixels
 */
public record UsablePatch(Candidate candidate, Sha256 sha256, String ending, int width, int height) {}
