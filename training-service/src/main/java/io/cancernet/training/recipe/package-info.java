/** Recipes: every hyper-parameter of a training run as data. */
@NullMarked
package io.cancernet.training.recipe;

import org.jspecify.annotations.NullMarked;
