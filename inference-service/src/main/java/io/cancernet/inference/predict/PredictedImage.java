package io.cancernet.inference.predict;

import io.cancernet.common.colour.ColourCheck;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.Sha256;
import io.cancernet.inference.scoring.Prediction;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of one image of a request. */
public sealed interface PredictedImage {

    /** As the request named it. */
    String name();

    /**
     * It has a score.
     *
     * @param inputSha256 of the file
     * @param colours compared with the training patches'; absent when the model does not know these
     * @param decoded time of decoding and resizing
     */
    record Scored(
            String name,
            Sha256 inputSha256,
            Prediction prediction,
            @Nullable ColourCheck colours,
            Duration decoded) implements PredictedImage {}

    /** It cannot be scored. */
    record Refused(String name, ErrorCode code, String reason) implements PredictedImage {}
}
