/** Scores in Postgres. */
@NullMarked
package io.cancernet.inference.scoring.postgres;

import org.jspecify.annotations.NullMarked;
