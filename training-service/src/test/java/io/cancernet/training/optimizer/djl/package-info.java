@NullMarked
package io.cancernet.training.optimizer.djl;

import org.jspecify.annotations.NullMarked;
