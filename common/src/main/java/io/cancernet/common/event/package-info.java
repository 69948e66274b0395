/** The events, one record class each, and the topics that carry them. */
@NullMarked
package io.cancernet.common.event;

import org.jspecify.annotations.NullMarked;
