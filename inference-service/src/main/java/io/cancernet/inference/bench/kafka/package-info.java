/** What the benchmark queues and reads in Kafka. */
@NullMarked
package io.cancernet.inference.bench.kafka;

import org.jspecify.annotations.NullMarked;
