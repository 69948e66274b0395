/** Statistics of datasets: balance, sizes, colours and repeats. */
@NullMarked
package io.cancernet.dataset.statistics;

import org.jspecify.annotations.NullMarked;
