/** Verifications in Postgres. */
@NullMarked
package io.cancernet.dataset.verification.postgres;

import org.jspecify.annotations.NullMarked;
