/** Queues the patches of a request. */
@NullMarked
package io.cancernet.inference.request.kafka;

import org.jspecify.annotations.NullMarked;
