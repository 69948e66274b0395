/** Errors with a stable code, the same in REST answers and in events. */
@NullMarked
package io.cancernet.common.error;

import org.jspecify.annotations.NullMarked;
