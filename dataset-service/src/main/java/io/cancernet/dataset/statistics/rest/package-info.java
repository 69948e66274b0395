/** Statistics over REST. */
@NullMarked
package io.cancernet.dataset.statistics.rest;

import org.jspecify.annotations.NullMarked;
