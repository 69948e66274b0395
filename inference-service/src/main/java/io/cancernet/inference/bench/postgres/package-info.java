/** What the benchmark counts in Postgres. */
@NullMarked
package io.cancernet.inference.bench.postgres;

import org.jspecify.annotations.NullMarked;
