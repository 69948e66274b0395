/** Ingests: leased jobs that turn a source into slides. */
@NullMarked
package io.cancernet.dataset.ingest;

import org.jspecify.annotations.NullMarked;
