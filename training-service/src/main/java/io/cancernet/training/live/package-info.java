/** Live progress of runs: what happened is kept in order and followed from any point. */
@NullMarked
package io.cancernet.training.live;

import org.jspecify.annotations.NullMarked;
