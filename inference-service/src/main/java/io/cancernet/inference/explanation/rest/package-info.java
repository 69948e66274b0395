/** Explanations over HTTP. */
@NullMarked
package io.cancernet.inference.explanation.rest;

import org.jspecify.annotations.NullMarked;
