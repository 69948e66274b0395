/** Tests of runs with fakes around them. */
@NullMarked
package io.cancernet.training.history;

import org.jspecify.annotations.NullMarked;
