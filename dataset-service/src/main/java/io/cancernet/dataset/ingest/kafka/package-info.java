/** Submissions as they come from Kafka. */
@NullMarked
package io.cancernet.dataset.ingest.kafka;

import org.jspecify.annotations.NullMarked;
