/** Purging what is held of slides that were deleted. */
@NullMarked
package io.cancernet.inference.erasure;

import org.jspecify.annotations.NullMarked;
