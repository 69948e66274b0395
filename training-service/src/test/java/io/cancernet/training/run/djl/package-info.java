@NullMarked
package io.cancernet.training.run.djl;

import org.jspecify.annotations.NullMarked;
