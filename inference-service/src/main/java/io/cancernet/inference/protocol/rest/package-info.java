/** The Open Inference Protocol v2 over HTTP. */
@NullMarked
package io.cancernet.inference.protocol.rest;

import org.jspecify.annotations.NullMarked;
