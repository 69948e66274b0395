/** Promotions as they come from Kafka. */
@NullMarked
package io.cancernet.dataset.model.kafka;

import org.jspecify.annotations.NullMarked;
