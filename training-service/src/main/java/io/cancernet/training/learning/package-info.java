/** Joins runs to the numeric core: recipes, patch cache, training loop, evaluation. */
@NullMarked
package io.cancernet.training.learning;

import org.jspecify.annotations.NullMarked;
