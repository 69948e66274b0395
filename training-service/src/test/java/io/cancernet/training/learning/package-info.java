/** Tests of what joins runs to the core. */
@NullMarked
package io.cancernet.training.learning;

import org.jspecify.annotations.NullMarked;
