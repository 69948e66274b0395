/** Notes and tags in Postgres. */
@NullMarked
package io.cancernet.training.annotation.postgres;

import org.jspecify.annotations.NullMarked;
