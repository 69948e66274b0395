/** Stain normalisation: bringing the colours of one slide to those of a reference. */
@NullMarked
package io.cancernet.dataset.stain;

import org.jspecify.annotations.NullMarked;
