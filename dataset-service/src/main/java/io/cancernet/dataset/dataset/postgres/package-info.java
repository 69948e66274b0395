/** Datasets in Postgres. */
@NullMarked
package io.cancernet.dataset.dataset.postgres;

import org.jspecify.annotations.NullMarked;
