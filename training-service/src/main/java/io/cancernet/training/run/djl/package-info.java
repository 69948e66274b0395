/** What the run record says of the numeric engine. */
@NullMarked
package io.cancernet.training.run.djl;

import org.jspecify.annotations.NullMarked;
