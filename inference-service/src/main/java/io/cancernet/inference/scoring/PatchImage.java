package io.cancernet.inference.scoring;

import io.cancernet.common.colour.ColourCheck;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.kafka.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of a patch's image: pixels as the model takes them, or why there are none. */
sealed interface PatchImage {

    PatchWork work();

    /**
     * Pixels of the model's size.
     *
     * @param sha256 of the image file
     * @param fetched for fetching and decoding, together with its neighbours
     * @param colours compared with the training patches'; absent when the model does not know these
     */
    record Pixels(
            PatchWork work,
            RgbImage image,
            Sha256 sha256,
            Duration fetched,
            @Nullable ColourCheck colours) implements PatchImage {}

    /** An image that cannot be scored, now or later. */
    record Unusable(PatchWork work, Outcome.Failed reason) implements PatchImage {}
}
