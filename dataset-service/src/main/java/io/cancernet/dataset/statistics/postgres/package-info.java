/** Statistics in Postgres. */
@NullMarked
package io.cancernet.dataset.statistics.postgres;

import org.jspecify.annotations.NullMarked;
