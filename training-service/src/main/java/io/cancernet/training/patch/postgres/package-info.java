/** The patch store in Postgres. */
@NullMarked
package io.cancernet.training.patch.postgres;

import org.jspecify.annotations.NullMarked;
