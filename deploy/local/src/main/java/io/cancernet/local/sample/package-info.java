/** The deterministic synthetic sample that stands in for a real data set. */
@NullMarked
package io.cancernet.local.sample;

import org.jspecify.annotations.NullMarked;
