/** Slides in Postgres. */
@NullMarked
package io.cancernet.dataset.slide.postgres;

import org.jspecify.annotations.NullMarked;
