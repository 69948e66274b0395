/** Tests of the benchmark. */
@NullMarked
package io.cancernet.dataset.bench;

import org.jspecify.annotations.NullMarked;
