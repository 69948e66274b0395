@NullMarked
package io.cancernet.training.loop;

import org.jspecify.annotations.NullMarked;
