/** CloudEvents over Kafka: publishing, batch consumption with an outcome per record, dead letters. */
@NullMarked
package io.cancernet.common.kafka;

import org.jspecify.annotations.NullMarked;
