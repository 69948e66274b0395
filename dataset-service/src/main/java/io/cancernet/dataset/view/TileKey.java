package io.cancernet.dataset.view;

/** Which tile of which picture. */
record TileKey(Picture picture, TileAddress tile, TileFormat format) {}
