/** The Kafka broker of the child JVM. */
@NullMarked
package io.cancernet.embedded.kafka;

import org.jspecify.annotations.NullMarked;
