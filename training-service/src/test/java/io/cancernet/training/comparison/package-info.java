/** Tests of comparisons. */
@NullMarked
package io.cancernet.training.comparison;

import org.jspecify.annotations.NullMarked;
