/** Comparisons over REST. */
@NullMarked
package io.cancernet.training.comparison.rest;

import org.jspecify.annotations.NullMarked;
