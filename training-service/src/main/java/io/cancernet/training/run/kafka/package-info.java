/** Requests for runs as they come from Kafka. */
@NullMarked
package io.cancernet.training.run.kafka;

import org.jspecify.annotations.NullMarked;
