/** Deleting slides and dataset versions, and erasing what belongs to a patient who withdraws. */
@NullMarked
package io.cancernet.dataset.deletion;

import org.jspecify.annotations.NullMarked;
