/** What the benchmark looks at in Kafka. */
@NullMarked
package io.cancernet.dataset.bench.kafka;

import org.jspecify.annotations.NullMarked;
