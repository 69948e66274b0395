/** Datasets over REST. */
@NullMarked
package io.cancernet.dataset.dataset.rest;

import org.jspecify.annotations.NullMarked;
