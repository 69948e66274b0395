/** Live progress of runs in Postgres. */
@NullMarked
package io.cancernet.training.live.postgres;

import org.jspecify.annotations.NullMarked;
