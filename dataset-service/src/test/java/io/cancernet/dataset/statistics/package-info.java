/** Tests of statistics. */
@NullMarked
package io.cancernet.dataset.statistics;

import org.jspecify.annotations.NullMarked;
