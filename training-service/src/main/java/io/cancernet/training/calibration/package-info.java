/** From logits to decisions: calibrated probabilities and the operating threshold, both from validation. */
@NullMarked
package io.cancernet.training.calibration;

import org.jspecify.annotations.NullMarked;
