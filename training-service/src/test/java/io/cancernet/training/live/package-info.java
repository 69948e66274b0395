/** Tests of live progress. */
@NullMarked
package io.cancernet.training.live;

import org.jspecify.annotations.NullMarked;
