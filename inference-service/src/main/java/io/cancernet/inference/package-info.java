/** Scores patches with the promoted model. Research use only, not a diagnosis. */
@NullMarked
package io.cancernet.inference;

import org.jspecify.annotations.NullMarked;
