/** Results over REST. */
@NullMarked
package io.cancernet.inference.result.rest;

import org.jspecify.annotations.NullMarked;
