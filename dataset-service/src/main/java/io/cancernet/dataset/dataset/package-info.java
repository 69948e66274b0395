/** Datasets: frozen choices of slides, split by case. */
@NullMarked
package io.cancernet.dataset.dataset;

import org.jspecify.annotations.NullMarked;
