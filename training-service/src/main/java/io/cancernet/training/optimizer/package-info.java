/** Optimisers: how weights follow gradients. */
@NullMarked
package io.cancernet.training.optimizer;

import org.jspecify.annotations.NullMarked;
