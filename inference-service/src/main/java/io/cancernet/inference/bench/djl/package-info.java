/** The network alone, as the benchmark compares it with the whole path. */
@NullMarked
package io.cancernet.inference.bench.djl;

import org.jspecify.annotations.NullMarked;
