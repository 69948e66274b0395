/** Deletion of runs and models for good, and the record of it. */
@NullMarked
package io.cancernet.training.deletion;

import org.jspecify.annotations.NullMarked;
