/** Deletions and erasures. */
@NullMarked
package io.cancernet.dataset.deletion;

import org.jspecify.annotations.NullMarked;
