/** Rows of the services' schemas, through Postgres' COPY. */
@NullMarked
package io.cancernet.backup.postgres;

import org.jspecify.annotations.NullMarked;
