/** The slides that can be scored, as they were announced. */
@NullMarked
package io.cancernet.inference.slide;

import org.jspecify.annotations.NullMarked;
