/** The compose file. */
@NullMarked
package io.cancernet.kubernetes.compose;

import org.jspecify.annotations.NullMarked;
