/** Real Kafka, Postgres and an S3 endpoint in one child JVM: its client ({@link io.cancernet.embedded.EmbeddedStack}) and its main class. */
@NullMarked
package io.cancernet.embedded;

import org.jspecify.annotations.NullMarked;
