package io.cancernet.inference.scoring;

import io.cancernet.common.id.Sha256;
import java.time.Duration;

/**
 * A prediction with what it was made of.
 *
 * @param inputSha256 of the image file
 * @param fetched for fetching and decoding
 */
record ScoredImage(Prediction prediction, Sha256 inputSha256, Duration fetched) {}
