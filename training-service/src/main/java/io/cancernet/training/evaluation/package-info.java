/** Metrics of a binary classifier, with disease as the positive class. */
@NullMarked
package io.cancernet.training.evaluation;

import org.jspecify.annotations.NullMarked;
