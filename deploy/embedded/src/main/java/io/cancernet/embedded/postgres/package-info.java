/** The Postgres server that the child JVM starts and watches. */
@NullMarked
package io.cancernet.embedded.postgres;

import org.jspecify.annotations.NullMarked;
