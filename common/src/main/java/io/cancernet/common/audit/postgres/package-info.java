/** The audit in Postgres. */
@NullMarked
package io.cancernet.common.audit.postgres;

import org.jspecify.annotations.NullMarked;
