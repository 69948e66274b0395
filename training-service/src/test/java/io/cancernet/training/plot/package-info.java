/** Tests of plots. */
@NullMarked
package io.cancernet.training.plot;

import org.jspecify.annotations.NullMarked;
