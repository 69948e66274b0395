/** Reads the promotions from the start of their compacted topic. */
@NullMarked
package io.cancernet.inference.model.kafka;

import org.jspecify.annotations.NullMarked;
