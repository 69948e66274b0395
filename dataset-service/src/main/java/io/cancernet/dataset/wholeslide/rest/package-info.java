/** Readable slide formats over REST. */
@NullMarked
package io.cancernet.dataset.wholeslide.rest;

import org.jspecify.annotations.NullMarked;
