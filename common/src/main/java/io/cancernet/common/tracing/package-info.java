/** Tracing, which also runs through Kafka headers. */
@NullMarked
package io.cancernet.common.tracing;

import org.jspecify.annotations.NullMarked;
