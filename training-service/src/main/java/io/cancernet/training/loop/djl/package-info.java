/** The training loop on DJL with the PyTorch engine. */
@NullMarked
package io.cancernet.training.loop.djl;

import org.jspecify.annotations.NullMarked;
