/** Deletions as they come from Kafka. */
@NullMarked
package io.cancernet.training.erasure.kafka;

import org.jspecify.annotations.NullMarked;
