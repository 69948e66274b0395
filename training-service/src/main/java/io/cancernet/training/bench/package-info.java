/** Measures how fast training is, and the history of runs. */
@NullMarked
package io.cancernet.training.bench;

import org.jspecify.annotations.NullMarked;
