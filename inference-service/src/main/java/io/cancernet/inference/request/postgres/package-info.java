/** Scoring requests in Postgres. */
@NullMarked
package io.cancernet.inference.request.postgres;

import org.jspecify.annotations.NullMarked;
