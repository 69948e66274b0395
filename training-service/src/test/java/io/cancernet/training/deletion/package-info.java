/** Tests of deletion. */
@NullMarked
package io.cancernet.training.deletion;

import org.jspecify.annotations.NullMarked;
