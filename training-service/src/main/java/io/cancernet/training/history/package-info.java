/** What became of runs: found by filters, sorted by any metric, exported, annotated. */
@NullMarked
package io.cancernet.training.history;

import org.jspecify.annotations.NullMarked;
