/** Models and promotions in Postgres. */
@NullMarked
package io.cancernet.training.model.postgres;

import org.jspecify.annotations.NullMarked;
