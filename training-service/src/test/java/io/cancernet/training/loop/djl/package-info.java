@NullMarked
package io.cancernet.training.loop.djl;

import org.jspecify.annotations.NullMarked;
