package io.cancernet.dataset.annotation;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * A region that was drawn on a slide.
 *
 * @param className what it shows; absent where it has no class
 * @param area in pixels of level 0, valid and not empty
 */
record Region(@Nullable String className, Geometry area) {}
