/** Dataset events as they come from Kafka. */
@NullMarked
package io.cancernet.training.dataset.kafka;

import org.jspecify.annotations.NullMarked;
