/** Tests of ingests against real servers. */
@NullMarked
package io.cancernet.dataset.ingest;

import org.jspecify.annotations.NullMarked;
