/** Deletions in Postgres. */
@NullMarked
package io.cancernet.training.deletion.postgres;

import org.jspecify.annotations.NullMarked;
