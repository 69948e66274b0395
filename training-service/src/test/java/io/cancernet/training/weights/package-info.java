@NullMarked
package io.cancernet.training.weights;

import org.jspecify.annotations.NullMarked;
