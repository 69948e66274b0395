/** Patches known from events, and the shards they lie in. */
@NullMarked
package io.cancernet.training.patch;

import org.jspecify.annotations.NullMarked;
