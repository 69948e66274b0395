package io.cancernet.dataset.view;

import io.cancernet.common.id.ExtractionId;

/** Which tile of which picture. */
record TileKey(ExtractionId extraction, ViewKind kind, TileAddress tile, TileFormat format) {}
