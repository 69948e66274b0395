/** Patch events as they come from Kafka. */
@NullMarked
package io.cancernet.training.patch.kafka;

import org.jspecify.annotations.NullMarked;
