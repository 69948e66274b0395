/** Promoted models in Postgres. */
@NullMarked
package io.cancernet.dataset.model.postgres;

import org.jspecify.annotations.NullMarked;
