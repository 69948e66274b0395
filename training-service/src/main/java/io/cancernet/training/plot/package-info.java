/** Plots as SVG and PNG, in one look: colour-blind-safe, labelled, marked where results are leaky. */
@NullMarked
package io.cancernet.training.plot;

import org.jspecify.annotations.NullMarked;
