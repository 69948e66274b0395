/** Weights of other tasks that trainings start from. */
@NullMarked
package io.cancernet.training.weights;

import org.jspecify.annotations.NullMarked;
