@NullMarked
package io.cancernet.training.optimizer;

import org.jspecify.annotations.NullMarked;
