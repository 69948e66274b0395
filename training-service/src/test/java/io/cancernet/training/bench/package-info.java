/** Tests of what benchmarks count with. */
@NullMarked
package io.cancernet.training.bench;

import org.jspecify.annotations.NullMarked;
