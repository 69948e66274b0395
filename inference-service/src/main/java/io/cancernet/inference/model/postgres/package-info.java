/** Promoted models in Postgres. */
@NullMarked
package io.cancernet.inference.model.postgres;

import org.jspecify.annotations.NullMarked;
