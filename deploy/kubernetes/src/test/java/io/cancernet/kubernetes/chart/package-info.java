/** The rendered chart: that it is valid, safe and says what the code says. */
@NullMarked
package io.cancernet.kubernetes.chart;

import org.jspecify.annotations.NullMarked;
