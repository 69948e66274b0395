/** What deletions learn from Kafka. */
@NullMarked
package io.cancernet.dataset.deletion.kafka;

import org.jspecify.annotations.NullMarked;
