/** From slide to patches: the grid, resampling to the resolution asked for, and cutting with bounded memory. */
@NullMarked
package io.cancernet.dataset.tiling;

import org.jspecify.annotations.NullMarked;
