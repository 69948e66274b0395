/** Studies in Postgres. */
@NullMarked
package io.cancernet.training.study.postgres;

import org.jspecify.annotations.NullMarked;
