/** The disk of this machine, as a place for what is held for a while. */
@NullMarked
package io.cancernet.dataset.work;

import org.jspecify.annotations.NullMarked;
