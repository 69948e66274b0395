/** Deletions in Postgres. */
@NullMarked
package io.cancernet.dataset.deletion.postgres;

import org.jspecify.annotations.NullMarked;
