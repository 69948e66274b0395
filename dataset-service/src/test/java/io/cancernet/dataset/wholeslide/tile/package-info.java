/** Tests of tiles. */
@NullMarked
package io.cancernet.dataset.wholeslide.tile;

import org.jspecify.annotations.NullMarked;
