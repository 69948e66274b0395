/** Deletions as they come from Kafka. */
@NullMarked
package io.cancernet.inference.erasure.kafka;

import org.jspecify.annotations.NullMarked;
