/** Ingests in Postgres. */
@NullMarked
package io.cancernet.dataset.ingest.postgres;

import org.jspecify.annotations.NullMarked;
