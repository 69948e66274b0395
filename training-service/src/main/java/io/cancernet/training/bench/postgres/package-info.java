/** Generated rows for benchmarks, written straight into Postgres. */
@NullMarked
package io.cancernet.training.bench.postgres;

import org.jspecify.annotations.NullMarked;
