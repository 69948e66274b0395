@NullMarked
package io.cancernet.training.bench;

import org.jspecify.annotations.NullMarked;
