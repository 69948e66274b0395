/** The patches that are stored: reading indexes, and looking patches up. */
@NullMarked
package io.cancernet.dataset.patch;

import org.jspecify.annotations.NullMarked;
