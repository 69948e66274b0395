/** The audit in Postgres. */
@NullMarked
package io.cancernet.dataset.audit.postgres;

import org.jspecify.annotations.NullMarked;
