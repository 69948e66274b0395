/** How patches are dealt out to train, validation and test. */
@NullMarked
package io.cancernet.dataset.split;

import org.jspecify.annotations.NullMarked;
