/** Slides over REST. */
@NullMarked
package io.cancernet.dataset.slide.rest;

import org.jspecify.annotations.NullMarked;
