/** Dead letters in Kafka. */
@NullMarked
package io.cancernet.training.deadletter.kafka;

import org.jspecify.annotations.NullMarked;
