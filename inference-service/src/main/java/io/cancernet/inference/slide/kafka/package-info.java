/** Follows the announced slides. */
@NullMarked
package io.cancernet.inference.slide.kafka;

import org.jspecify.annotations.NullMarked;
