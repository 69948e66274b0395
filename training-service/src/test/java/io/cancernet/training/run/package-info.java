/** Tests of runs with fakes around them. */
@NullMarked
package io.cancernet.training.run;

import org.jspecify.annotations.NullMarked;
