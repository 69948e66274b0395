/** Deletions over REST. */
@NullMarked
package io.cancernet.dataset.deletion.rest;

import org.jspecify.annotations.NullMarked;
