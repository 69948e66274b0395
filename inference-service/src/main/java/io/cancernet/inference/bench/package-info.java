/** The benchmark of scoring, run beside the service: {@code cancernet bench score}. */
@NullMarked
package io.cancernet.inference.bench;

import org.jspecify.annotations.NullMarked;
