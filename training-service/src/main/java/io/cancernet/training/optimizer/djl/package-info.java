/** Optimisers on DJL's arrays. DJL's own Adagrad does not run on PyTorch, and its optimisers hide their state. */
@NullMarked
package io.cancernet.training.optimizer.djl;

import org.jspecify.annotations.NullMarked;
