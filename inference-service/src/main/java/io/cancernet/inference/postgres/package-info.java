/** What the Postgres adapters share. */
@NullMarked
package io.cancernet.inference.postgres;

import org.jspecify.annotations.NullMarked;
