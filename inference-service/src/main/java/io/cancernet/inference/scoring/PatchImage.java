package io.cancernet.inference.scoring;

import io.cancernet.common.image.RgbImage;
import io.cancernet.common.kafka.Outcome;

/** What became of a patch's image: pixels as the model takes them, or why there are none. */
sealed interface PatchImage {

    PatchWork work();

    /** Pixels of the model's size. */
    record Pixels(PatchWork work, RgbImage image) implements PatchImage {}

    /** An image that cannot be scored, now or later. */
    record Unusable(PatchWork work, Outcome.Failed reason) implements PatchImage {}
}
