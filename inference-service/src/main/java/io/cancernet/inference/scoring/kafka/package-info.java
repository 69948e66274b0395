/** Consumes queued patches and publishes scored ones. */
@NullMarked
package io.cancernet.inference.scoring.kafka;

import org.jspecify.annotations.NullMarked;
