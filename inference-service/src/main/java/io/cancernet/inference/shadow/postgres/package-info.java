/** Shadow scores in Postgres. */
@NullMarked
package io.cancernet.inference.shadow.postgres;

import org.jspecify.annotations.NullMarked;
