/** Run history in Postgres, by plain JDBC: the queries are the point. */
@NullMarked
package io.cancernet.training.history.postgres;

import org.jspecify.annotations.NullMarked;
