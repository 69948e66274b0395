/** Whoever uses the console. */
@NullMarked
package io.cancernet.training.identity.rest;

import org.jspecify.annotations.NullMarked;
