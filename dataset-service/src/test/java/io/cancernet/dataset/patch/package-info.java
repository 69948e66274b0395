/** Tests of looking patches up. */
@NullMarked
package io.cancernet.dataset.patch;

import org.jspecify.annotations.NullMarked;
