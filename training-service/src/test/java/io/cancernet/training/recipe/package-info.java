@NullMarked
package io.cancernet.training.recipe;

import org.jspecify.annotations.NullMarked;
