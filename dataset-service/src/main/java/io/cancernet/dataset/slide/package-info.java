/** Slides and their extractions. */
@NullMarked
package io.cancernet.dataset.slide;

import org.jspecify.annotations.NullMarked;
