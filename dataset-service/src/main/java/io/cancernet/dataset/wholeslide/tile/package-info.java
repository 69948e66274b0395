/** Tiles of pyramid levels: decoding them, keeping the latest, and putting regions together. For every slide format. */
@NullMarked
package io.cancernet.dataset.wholeslide.tile;

import org.jspecify.annotations.NullMarked;
