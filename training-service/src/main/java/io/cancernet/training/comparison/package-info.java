/** Comparisons of finished runs: what was set otherwise, how they went, which is better and how sure that is. */
@NullMarked
package io.cancernet.training.comparison;

import org.jspecify.annotations.NullMarked;
