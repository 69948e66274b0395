/** Datasets: frozen choices of slides, with their split. */
@NullMarked
package io.cancernet.dataset.dataset;

import org.jspecify.annotations.NullMarked;
