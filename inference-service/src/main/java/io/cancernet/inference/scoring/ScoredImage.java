package io.cancernet.inference.scoring;

import io.cancernet.common.colour.ColourCheck;
import io.cancernet.common.id.Sha256;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A prediction with what it was made of.
 *
 * @param inputSha256 of the image file
 * @param fetched for fetching and decoding
 * @param colours compared with the training patches'; absent when the model does not know these
 */
record ScoredImage(
        Prediction prediction,
        Sha256 inputSha256,
        Duration fetched,
        @Nullable ColourCheck colours) {}
