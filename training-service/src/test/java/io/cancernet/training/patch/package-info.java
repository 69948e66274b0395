/** Tests of the patch store's use cases. */
@NullMarked
package io.cancernet.training.patch;

import org.jspecify.annotations.NullMarked;
