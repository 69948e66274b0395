/** Announced slides in Postgres. */
@NullMarked
package io.cancernet.inference.slide.postgres;

import org.jspecify.annotations.NullMarked;
