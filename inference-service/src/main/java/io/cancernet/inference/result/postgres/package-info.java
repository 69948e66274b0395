/** Results in Postgres. */
@NullMarked
package io.cancernet.inference.result.postgres;

import org.jspecify.annotations.NullMarked;
