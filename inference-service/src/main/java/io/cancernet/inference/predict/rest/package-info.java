/** Images to score over HTTP. */
@NullMarked
package io.cancernet.inference.predict.rest;

import org.jspecify.annotations.NullMarked;
