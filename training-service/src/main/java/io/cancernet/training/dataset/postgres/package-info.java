/** Frozen datasets in Postgres. */
@NullMarked
package io.cancernet.training.dataset.postgres;

import org.jspecify.annotations.NullMarked;
