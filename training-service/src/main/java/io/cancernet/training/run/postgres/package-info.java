/** Runs in Postgres. */
@NullMarked
package io.cancernet.training.run.postgres;

import org.jspecify.annotations.NullMarked;
