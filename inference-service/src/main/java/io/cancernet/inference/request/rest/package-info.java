/** Scoring requests over HTTP. */
@NullMarked
package io.cancernet.inference.request.rest;

import org.jspecify.annotations.NullMarked;
