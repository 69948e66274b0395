/** Patches over REST. */
@NullMarked
package io.cancernet.dataset.patch.rest;

import org.jspecify.annotations.NullMarked;
